import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount, type Account } from '#lib/accounts/server/accounts.ts';
import { deleteAccount } from '#lib/accounts/server/deletion.ts';
import { findSession, startSession } from '#lib/accounts/server/sessions.ts';
import { erasePostsOf } from '#lib/forum/server/farewell.ts';
import { startThread } from '#lib/forum/server/threads.ts';
import { forum } from '#lib/forum/server/tables.ts';
import { thread } from '#lib/forum/server/thread.ts';
import { newId } from '#lib/server/secrets.ts';
import type { Store } from '#lib/server/store/store.ts';
import { exportEverything } from '#lib/operations/server/export.ts';
import { aCohort, anAccount } from '#tests/support/cohort-cast.ts';
import { freshSqlite, onBothEngines } from '#tests/support/database.ts';
import { ACCOUNT_COLUMNS, fillWith, SHAPES, tableOn } from '#tests/support/full-person.ts';

/** Everything there is, as text. */
async function everything(store: Store): Promise<string> {
	const rows = [];
	for (const { key } of SHAPES) rows.push(await store.read.select().from(tableOn(store, key)));
	return JSON.stringify(rows);
}

const person = async (store: Store, handle: string, role: Account['role'] = 'learner') => {
	const secrets = { passphraseHash: `secret-${handle}`, recoveryHash: `secret-${handle}-recovery` };
	const made = await store.write((tx) => createAccount(tx, { handle, role, locale: 'en', ...secrets }));
	if (!made) throw new Error('taken');
	return made;
};

describe('a deleted account, in the bytes of the files', () => {
	let opened: Awaited<ReturnType<typeof freshSqlite>>;
	beforeAll(async () => {
		opened = await freshSqlite();
	});
	afterAll(() => opened.drop());

	const bytes = () =>
		['kade.db', 'kade.db-wal', 'kade.db-shm']
			.map((name) => path.join(opened.folder, name))
			.filter((file) => existsSync(file))
			.map((file) => readFileSync(file))
			.reduce((all, part) => Buffer.concat([all, part]), Buffer.alloc(0));

	test('asvs:14.2.7 leaves no word of hers, no hash, no id, no handle', async () => {
		const { store } = opened;
		const stranger = await anAccount(store);
		const she = await person(store, 'canary-heron-482');
		await fillWith(store, she.id, stranger, 'canary');
		await exportEverything(store, she.id);
		const words = ['canary-', she.id, 'canaryheron482', 'secret-canary'];
		for (const word of words) expect(bytes().includes(word), `${word} was there`).toBe(true);

		await deleteAccount(store, she.id, (tx) => erasePostsOf(tx, she.id));
		const left = bytes();
		for (const word of words) expect(left.includes(word), word).toBe(false);
		expect(left.includes('left-')).toBe(true);
		expect(left.includes(stranger)).toBe(true);
	});
});

onBothEngines('Deleting an account', (store) => {
	test('takes every row that is hers and empties every place that names her', async () => {
		const stranger = await anAccount(store());
		const she = await person(store(), 'calm-otter-118');
		await fillWith(store(), she.id, stranger, 'hers');
		await fillWith(store(), await anAccount(store()), await anAccount(store()), 'theirs');
		expect(ACCOUNT_COLUMNS.length).toBeGreaterThan(20);
		expect(await everything(store())).toContain(she.id);
		expect(await deleteAccount(store(), she.id, (tx) => erasePostsOf(tx, she.id))).toEqual({ ok: true });
		const left = await everything(store());
		expect(left).not.toContain(she.id);
		expect(left).not.toContain('"hers-');
		expect(left).not.toContain('secret-hers');
		expect(left).toContain('"theirs-post-source');
		expect(await deleteAccount(store(), she.id, async () => {})).toEqual({ ok: false, reason: 'gone' });
	});

	test('asvs:7.4.2 ends all her sessions at once', async () => {
		const she = await person(store(), 'grey-lark-300');
		const tokens = await store().write(async (tx) => [
			await startSession(tx, she, 'own'),
			await startSession(tx, she, 'shared')
		]);
		await deleteAccount(store(), she.id, async () => {});
		for (const token of tokens) expect(await findSession(store(), token)).toBeNull();
	});

	test('leaves what she wrote by a former member, or takes it with the title of her thread: as she chose', async () => {
		const cohort = await aCohort(store(), ['amina', 'malik', 'salma']);
		const begin = async (by: string, title: string) => {
			const post = { source: `text of ${title}`, locale: 'en', key: newId(), seen: 0, title };
			const begun = await startThread(store(), by, cohort.id, post);
			if (!begun?.ok) throw new Error('No thread was begun.');
			return begun.threadId;
		};
		const [left, taken] = [await begin(cohort.amina, 'left'), await begin(cohort.malik, 'taken')];
		await deleteAccount(store(), cohort.amina, async () => {});
		await deleteAccount(store(), cohort.malik, (tx) => erasePostsOf(tx, cohort.malik));
		expect(await thread(store(), cohort.salma, left, { page: 1 })).toMatchObject({
			title: 'left',
			posts: [{ alias: null, html: expect.stringContaining('text of left') }]
		});
		expect(await thread(store(), cohort.salma, taken, { page: 1 })).toMatchObject({
			title: '',
			posts: [{ alias: null, html: '' }]
		});
		const { post } = forum(store());
		expect(JSON.stringify(await store().read.select().from(post))).not.toContain('text of taken');
	});

	test('asvs:2.3.3 happens whole or not at all', async () => {
		const she = await person(store(), 'teal-wren-205');
		const stranger = await anAccount(store());
		await fillWith(store(), she.id, stranger, 'whole');
		const before = await everything(store());
		const broken = deleteAccount(store(), she.id, async (tx) => {
			await erasePostsOf(tx, she.id);
			throw new Error('no power');
		});
		await expect(broken).rejects.toThrow('no power');
		expect(await everything(store())).toBe(before);
	});

	test('does not leave others in a place nobody can run', async () => {
		const [one, two] = [
			await person(store(), 'first-heron-1', 'administrator'),
			await person(store(), 'second-heron-2', 'administrator')
		];
		expect(await deleteAccount(store(), one.id, async () => {})).toEqual({ ok: true });
		expect(await deleteAccount(store(), two.id, async () => {})).toEqual({
			ok: false,
			reason: 'last-administrator'
		});
		expect(await everything(store())).toContain(two.id);
	});
});
