import { beforeAll, expect, it } from 'vitest';
import { findSession, startSession } from '#lib/accounts/server/sessions.ts';
import { accounts } from '#lib/accounts/server/tables.ts';
import { lesson } from '#lib/courses/server/lessons.ts';
import { publishShipped } from '#lib/courses/server/publishing.ts';
import { attempt } from '#lib/learning/server/attempts.ts';
import { newId } from '#lib/server/secrets.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { lessonText, shelfOf, wording } from '#tests/support/shelf.ts';
import { statementsOf } from '#tests/support/statements.ts';
import { load } from '../../src/routes/(public)/courses/[course]/[lesson]/+page.server.ts';

/** Questions to the database for one lesson view, from the cookie to the page's data, and for one kept answer. */
const VIEW = 6;
const WRITE = 3;

const files = {
	'/courses/c/01-one/en.md': lessonText('l-one', 'one', { required: 'q-one' }),
	'/courses/c/02-two/en.md': lessonText('l-two', 'two')
};

onBothEngines('statements', (store) => {
	let token = '';
	beforeAll(async () => {
		await publishShipped(store(), shelfOf(files), wording());
		const id = newId();
		const row = { id, handle: id, handleKey: id, passphraseHash: '', recoveryHash: '', locale: 'en' };
		token = await store().write(async (tx) => {
			await tx.insert(accounts(tx).account).values({ ...row, role: 'learner', createdMonth: '2026-11' });
			return startSession(tx, { id, role: 'learner' }, 'own');
		});
	});

	/** As hooks and page do it. */
	async function view() {
		const found = await findSession(store(), token);
		const event = {
			params: { course: '2', lesson: '1' },
			url: new URL('http://127.0.0.1/en/courses/2/1'),
			locals: { store: store(), account: found?.account ?? null, session: found?.session ?? null },
			setHeaders: () => {}
		};
		const data = await load(event as unknown as Parameters<typeof load>[0]);
		if (!data) throw new Error('The lesson should be there.');
		return data;
	}

	async function answer(choice: string) {
		const found = await findSession(store(), token);
		const text = await lesson(store(), '2', 1, 'en');
		if (!found || !text || text.missing) throw new Error('The lesson should be there.');
		const at = { lessonId: text.lesson.id, versionId: text.version.id };
		return statementsOf(() => attempt(store(), found.account, at, 'q-one', [choice], newId()));
	}

	it(`of a lesson view are ${VIEW} at most, with answers and progress in it`, async () => {
		await answer('a');
		await view();
		let seen: Awaited<ReturnType<typeof view>> | undefined;
		const sent = await statementsOf(async () => (seen = await view()));
		expect(sent.length).toBeGreaterThan(0);
		expect(sent.length).toBeLessThanOrEqual(VIEW);
		expect(seen?.state?.attempts['q-one']?.chosen).toEqual(['a']);
		expect(seen?.progress).toMatchObject({ tide: { done: 0, of: 2 }, stoppedIn: 'l-one' });
	});

	it(`of a kept answer are ${WRITE} at most, also when it completes the lesson`, async () => {
		for (const choice of ['a', 'b']) {
			const sent = await answer(choice);
			expect(sent.length).toBeGreaterThan(0);
			expect(sent.length).toBeLessThanOrEqual(WRITE);
		}
		expect((await view()).progress?.tide.done).toBe(1);
	});
});
