import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accounts } from '#lib/accounts/server/tables.ts';
import { openSqlite } from '#lib/server/store/sqlite.ts';
import type { Store } from '#lib/server/store/store.ts';
import { runProgram } from '../support/programs.ts';

/** The operator's command, as a program of its own on a folder of data. */
describe('kade retention', () => {
	let folder: string;
	const env = () => ({ DATA_DIR: folder, DATABASE_URL: '' });
	const kade = (...words: string[]) => runProgram(['scripts/kade.mjs', ...words], { env: env() });
	const withStore = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
		const store = openSqlite(path.join(folder, 'kade.db'), 'drizzle/sqlite');
		try {
			return await work(store);
		} finally {
			await store.close();
		}
	};
	const keys = () => withStore((store) => store.read.select().from(accounts(store).setup));
	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'kade-operator-'));
	});
	afterAll(() => rm(folder, { recursive: true, force: true }));

	test('makes no new database in a mistyped folder', async () => {
		const { code, output } = await kade('retention', '--dry-run');
		expect(output).toContain(`There is no database in ${folder}.`);
		expect(code).toBe(1);
		await expect(readFile(path.join(folder, 'kade.db'))).rejects.toThrow('ENOENT');
	});

	test('counts without changing anything, then deletes', async () => {
		await withStore((store) =>
			store.write((tx) =>
				tx.insert(accounts(tx).setup).values([
					{ tokenHash: 'canary-past', expiresAt: new Date(0) },
					{ tokenHash: 'canary-open', expiresAt: new Date(Date.now() + 60_000) }
				])
			)
		);
		const rehearsed = await kade('retention', '--dry-run');
		expect(rehearsed.output).toMatch(/^setup +1$/m);
		expect(rehearsed.output).toContain('Past their time: 1. Nothing was changed.');
		expect(await keys()).toHaveLength(2);

		const done = await kade('retention');
		expect(done.output).toContain('Deleted: 1.');
		expect(done.code).toBe(0);
		expect((await keys()).map(({ tokenHash }) => tokenHash)).toEqual(['canary-open']);
		const bytes = await readFile(path.join(folder, 'kade.db'));
		expect(bytes.includes('canary-past')).toBe(false);
	});

	test.each([
		[['retention', '--all'], 'retention takes --dry-run and nothing else'],
		[['forget'], 'Kade knows these commands: retention']
	])('refuses %s in a sentence', async (words, sentence) => {
		const { code, output } = await kade(...words);
		expect(output).toContain(sentence);
		expect(code).toBe(1);
	});
});
