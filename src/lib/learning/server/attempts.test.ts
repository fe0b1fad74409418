import { count, eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { accounts } from '#lib/accounts/server/tables.ts';
import { lesson } from '#lib/courses/server/lessons.ts';
import { publishShipped } from '#lib/courses/server/publishing.ts';
import { sourceHash } from '#lib/lesson/hash.ts';
import { newId } from '#lib/server/secrets.ts';
import type { Store } from '#lib/server/store/store.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { lessonText, shelfOf, wording } from '#tests/support/shelf.ts';
import { statementsOf } from '#tests/support/statements.ts';
import { attempt, judgeOnly } from './attempts.ts';
import { complete, reopen } from './completions.ts';
import { enrol, enrolments, leave } from './enrolments.ts';
import { lessonState } from './lesson-state.ts';
import { keepPlace } from './places.ts';
import { myCourse, myLearning } from './progress.ts';
import { learning } from './tables.ts';

const one = lessonText('l-one', 'one', { required: 'q-one, q-two' });
const files = {
	'/courses/c/01-one/en.md': one,
	'/courses/c/01-one/nl.md': lessonText('l-one', 'een', {
		required: 'q-one, q-two',
		front: `translation: { of: ${sourceHash(one)}, status: reviewed }`
	}),
	'/courses/c/02-two/en.md': lessonText('l-two', 'two', { required: 'q-one' }),
	'/courses/c/03-three/en.md': lessonText('l-three', 'three')
};

async function someone(store: Store) {
	const { account } = accounts(store);
	const id = newId();
	const row = { id, handle: id, handleKey: id, passphraseHash: '', recoveryHash: '', locale: 'en' };
	await store.write(async (tx) => {
		await tx.insert(account).values({ ...row, role: 'learner', createdMonth: '2026-11' });
	});
	return { id };
}

async function text(store: Store, number: number, locale = 'en') {
	const view = await lesson(store, '2', number, locale);
	if (!view || view.missing) throw new Error('The lesson should be there.');
	return { lessonId: view.lesson.id, versionId: view.version.id };
}

onBothEngines('answering', (store) => {
	beforeAll(async () => {
		await publishShipped(store(), shelfOf(files), wording());
	});

	it('judges on the server, tells only about what was chosen, and keeps the answer', async () => {
		const amina = await someone(store());
		const at = await text(store(), 1);
		const wrong = await attempt(store(), amina, at, 'q-one', ['a'], newId());
		expect(wrong).toMatchObject({ ok: true, right: false, completed: false });
		expect(JSON.stringify(wrong)).toContain('Because it is not.');
		expect(JSON.stringify(wrong)).not.toContain('Because it is.');
		const right = await attempt(store(), amina, at, 'q-one', ['b'], newId());
		expect(right).toMatchObject({ ok: true, right: true, completed: false });
		const { attempts, completedDay } = await lessonState(store(), amina, 'l-one');
		expect(attempts['q-one']).toEqual({ chosen: ['b'], right: true, versionId: at.versionId, turn: 2 });
		expect(completedDay).toBeNull();
	});

	it('stores one answer however often and however fast a form is sent', async () => {
		const amina = await someone(store());
		const at = await text(store(), 1);
		const key = newId();
		const all = await Promise.all(
			Array.from({ length: 50 }, () => attempt(store(), amina, at, 'q-two', ['c', 'a', 'a'], key))
		);
		expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1);
		expect(all[0]).toMatchObject({ ok: true, right: true });
		const { attempt: table } = learning(store());
		const [row] = await store().read.select({ n: count() }).from(table).where(eq(table.accountId, amina.id));
		expect(Number(row?.n)).toBe(1);
	});

	it('refuses another answer under the same key, and keeps the first', async () => {
		const amina = await someone(store());
		const at = await text(store(), 1);
		const key = newId();
		await attempt(store(), amina, at, 'q-one', ['a'], key);
		expect(await attempt(store(), amina, at, 'q-one', ['b'], key)).toEqual({
			ok: false,
			reason: 'key-reused'
		});
		expect((await lessonState(store(), amina, 'l-one')).attempts['q-one']?.chosen).toEqual(['a']);
		// One page view has one key for all its elements, and two people may have the same one.
		expect(await attempt(store(), amina, at, 'q-two', ['a'], key)).toMatchObject({ ok: true });
		expect(await attempt(store(), await someone(store()), at, 'q-one', ['b'], key)).toMatchObject({
			ok: true
		});
	});

	it('numbers answers that arrive together one after the other', async () => {
		const amina = await someone(store());
		const at = await text(store(), 1);
		await Promise.all(Array.from({ length: 5 }, () => attempt(store(), amina, at, 'q-one', ['a'], newId())));
		expect((await lessonState(store(), amina, 'l-one')).attempts['q-one']?.turn).toBe(5);
	});

	it('takes the answers of a whole cohort at the same moment', async () => {
		const people = await Promise.all(Array.from({ length: 40 }, () => someone(store())));
		const at = await text(store(), 2);
		const all = await Promise.all(people.map((one) => attempt(store(), one, at, 'q-one', ['b'], newId())));
		expect(all.filter((one) => one.ok && one.completed)).toHaveLength(40);
	});

	it.each([
		['q-one', [], 'nothing-chosen'],
		['q-one', ['z'], 'no-such-choice'],
		['q-one', ['constructor'], 'no-such-choice'],
		['q-one', ['a', 'b'], 'too-many'],
		['q-nine', ['a'], 'no-such-element'],
		['__proto__', ['a'], 'no-such-element']
	])('to %s with %j is refused: %s', async (element, chosen, reason) => {
		const amina = await someone(store());
		const at = await text(store(), 1);
		expect(await attempt(store(), amina, at, element, chosen, newId())).toEqual({ ok: false, reason });
		expect(await judgeOnly(store(), at, element, chosen)).toEqual({ ok: false, reason });
		expect((await lessonState(store(), amina, 'l-one')).attempts).toEqual({});
	});

	it('refuses a text that is not of this lesson, and a key nobody’s form made', async () => {
		const amina = await someone(store());
		const first = await text(store(), 1);
		const second = await text(store(), 2);
		const crossed = { lessonId: first.lessonId, versionId: second.versionId };
		expect(await attempt(store(), amina, crossed, 'q-one', ['b'], newId())).toMatchObject({
			reason: 'no-such-element'
		});
		const unknown = { lessonId: first.lessonId, versionId: newId() };
		expect(await attempt(store(), amina, unknown, 'q-one', ['b'], newId())).toMatchObject({
			reason: 'no-such-element'
		});
		for (const key of ['', 'short', 'x'.repeat(65), 'with spaces in it all']) {
			expect(await attempt(store(), amina, first, 'q-one', ['b'], key)).toMatchObject({
				reason: 'key-reused'
			});
		}
	});

	it('without an account is judged alike and writes nothing', async () => {
		const at = await text(store(), 2);
		expect(await judgeOnly(store(), at, 'q-one', ['b'])).toMatchObject({
			ok: true,
			right: true,
			completed: false
		});
		const sent = await statementsOf(() => judgeOnly(store(), at, 'q-one', ['a']));
		expect(sent.filter((sql) => !/^select/i.test(sql))).toEqual([]);
	});

	it('completes the lesson at the last required answer, and a later wrong one takes nothing back', async () => {
		const amina = await someone(store());
		const at = await text(store(), 1);
		const answer = (element: string, chosen: string[]) =>
			attempt(store(), amina, at, element, chosen, newId());
		expect(await answer('q-two', ['a', 'c'])).toMatchObject({ right: true, completed: false });
		expect(await answer('q-one', ['a'])).toMatchObject({ right: false, completed: false });
		expect(await answer('q-one', ['b'])).toMatchObject({ right: true, completed: true });
		expect(await answer('q-one', ['b'])).toMatchObject({ right: true, completed: false });
		expect(await answer('q-one', ['a'])).toMatchObject({ right: false, completed: false });
		expect((await lessonState(store(), amina, 'l-one')).completedDay).toMatch(/^\d{4}-\d\d-\d\d$/);
		expect((await lessonState(store(), await someone(store()), 'l-one')).completedDay).toBeNull();
	});

	it('counts for the lesson in every language', async () => {
		const amina = await someone(store());
		await attempt(store(), amina, await text(store(), 1, 'nl'), 'q-one', ['b'], newId());
		const done = await attempt(store(), amina, await text(store(), 1, 'en'), 'q-two', ['a', 'c'], newId());
		expect(done).toMatchObject({ completed: true });
		expect(Object.keys((await lessonState(store(), amina, 'l-one')).attempts).sort()).toEqual([
			'q-one',
			'q-two'
		]);
	});

	it('keeps within the budget of statements', async () => {
		const amina = await someone(store());
		const at = await text(store(), 1);
		const send = (element: string, chosen: string[]) =>
			statementsOf(() => attempt(store(), amina, at, element, chosen, newId()));
		await judgeOnly(store(), at, 'q-one', ['a']);
		expect(await send('q-one', ['a'])).toHaveLength(2);
		expect(await send('q-one', ['a'])).toHaveLength(1);
		expect(await send('q-one', ['b'])).toHaveLength(2);
		expect((await send('q-two', ['a', 'c'])).length).toBeLessThanOrEqual(2);
		expect(await statementsOf(() => lessonState(store(), amina, 'l-one'))).toHaveLength(1);
		await lesson(store(), '2', 1, 'en');
		const view = async () => {
			await lesson(store(), '2', 1, 'en');
			await lessonState(store(), amina, 'l-one');
		};
		expect(await statementsOf(view)).toHaveLength(2);
		expect((await statementsOf(() => myLearning(store(), amina, 'en'))).length).toBeLessThanOrEqual(3);
	});
});

onBothEngines('learning', (store) => {
	const day = (date: string) => new Date(`${date}T10:00:00Z`);
	beforeAll(async () => {
		await publishShipped(store(), shelfOf(files), wording());
	});

	it('begins with nothing and hides nothing', async () => {
		const amina = await someone(store());
		expect(await myLearning(store(), amina, 'en')).toEqual({ courses: [], completed: [] });
		const mine = await myCourse(store(), amina, '2', 'en');
		expect(mine).toMatchObject({
			tide: { done: 0, of: 3 },
			enrolled: false,
			begun: false,
			goOn: { number: 1 }
		});
		expect(await myCourse(store(), amina, 'nothing', 'en')).toBeNull();
	});

	it('enrols once, in a transaction of its own or in the caller’s, and only in what exists', async () => {
		const amina = await someone(store());
		expect(await enrol(store(), amina, 'course', day('2026-11-21'))).toBe(true);
		expect(await store().write((tx) => enrol(tx, amina, 'course', day('2026-11-25')))).toBe(true);
		expect(await enrolments(store(), amina)).toEqual([{ courseId: 'course', day: '2026-11-21' }]);
		expect(await enrol(store(), amina, 'nothing')).toBe(false);
		await leave(store(), amina, 'course');
		expect(await enrolments(store(), amina)).toEqual([]);
	});

	it('remembers where she stopped when she acts, not when she reads', async () => {
		const amina = await someone(store());
		const goOn = async () => (await myCourse(store(), amina, '2', 'en'))?.goOn?.number;
		await lesson(store(), '2', 3, 'en');
		expect(await goOn()).toBe(1);
		await attempt(store(), amina, await text(store(), 2), 'q-one', ['a'], newId());
		expect(await goOn()).toBe(2);
		expect(await keepPlace(store(), amina, 'course', 'l-three')).toBe(true);
		expect(await goOn()).toBe(3);
		expect(await keepPlace(store(), amina, 'course', 'nothing')).toBe(false);
		expect(await keepPlace(store(), amina, 'nothing', 'l-one')).toBe(false);
		expect(await goOn()).toBe(3);
	});

	it('shows the tide, the way on, and what was done on which day', async () => {
		const amina = await someone(store());
		await complete(store(), amina, 'l-three', day('2026-11-20'));
		await complete(store(), amina, 'l-one', day('2026-11-22'));
		await complete(store(), amina, 'l-one', day('2026-11-23'));
		const { courses, completed } = await myLearning(store(), amina, 'nl');
		expect(courses[0]).toMatchObject({
			tide: { done: 2, of: 3 },
			enrolled: false,
			begun: true,
			goOn: { number: 2 }
		});
		expect(completed.map(({ day, lessons }) => [day, lessons.map(({ lesson }) => lesson.number)])).toEqual([
			['2026-11-22', [1]],
			['2026-11-20', [3]]
		]);
		expect(completed[0]?.lessons[0]?.lesson.about?.title).toBe('een');
		await complete(store(), amina, 'l-two');
		expect((await myCourse(store(), amina, '2', 'en'))?.goOn).toBeNull();
	});

	it('tells a lesson page which lessons of its course are done', async () => {
		const amina = await someone(store());
		await complete(store(), amina, 'l-three', day('2026-11-20'));
		await attempt(store(), amina, await text(store(), 1), 'q-one', ['a'], newId());
		await attempt(store(), amina, await text(store(), 2), 'q-one', ['a'], newId());
		const state = await lessonState(store(), amina, 'l-one');
		expect([...state.done]).toEqual([['l-three', '2026-11-20']]);
		expect(Object.keys(state.attempts)).toEqual(['q-one']);
		expect(state.completedDay).toBeNull();
		expect((await lessonState(store(), amina, 'nothing')).done.size).toBe(0);
	});

	it('lets her take her own mark back, and nobody else’s', async () => {
		const amina = await someone(store());
		const boris = await someone(store());
		for (const who of [amina, boris]) await complete(store(), who, 'l-one');
		await reopen(store(), amina, 'l-one');
		expect((await lessonState(store(), amina, 'l-one')).completedDay).toBeNull();
		expect((await lessonState(store(), boris, 'l-one')).completedDay).not.toBeNull();
	});

	it('completes only what is published', async () => {
		const amina = await someone(store());
		expect(await complete(store(), amina, 'nothing')).toBe(false);
		const fewer = Object.fromEntries(Object.entries(files).filter(([path]) => !path.includes('three')));
		await complete(store(), amina, 'l-three');
		await publishShipped(store(), shelfOf(fewer), wording());
		expect(await complete(store(), amina, 'l-three')).toBe(false);
		expect((await lessonState(store(), amina, 'l-three')).completedDay).not.toBeNull();
		expect((await myCourse(store(), amina, '2', 'en'))?.tide).toEqual({ done: 0, of: 2 });
		await publishShipped(store(), shelfOf(files), wording());
		expect((await myCourse(store(), amina, '2', 'en'))?.tide).toEqual({ done: 1, of: 3 });
	});

	it('goes with the account', async () => {
		const amina = await someone(store());
		await enrol(store(), amina, 'course');
		await attempt(store(), amina, await text(store(), 1), 'q-one', ['a'], newId());
		await complete(store(), amina, 'l-one');
		const { account } = accounts(store());
		await store().write(async (tx) => void (await tx.delete(account).where(eq(account.id, amina.id))));
		const { attempt: table } = learning(store());
		const rows = await store().read.select({ id: table.id }).from(table).where(eq(table.accountId, amina.id));
		expect(rows).toEqual([]);
	});
});
