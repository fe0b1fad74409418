import Database from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { freshSqlite } from '#tests/support/database.ts';
import { bucketTable } from '../rate-limits.ts';
import { storeProblem } from '../store-problem.ts';
import { StoreFailure } from './failure.ts';
import type { Reader, Store, Tx } from './store.ts';
import { defineTables } from './tables.ts';

const tables = defineTables((kit) => ({ counter: bucketTable(kit) }));

let opened: Awaited<ReturnType<typeof freshSqlite>>;
let store: Store;
/** The store's own connection for writing, so that a test can give it real bad weather. */
let writer: Database.Database;
beforeEach(async () => {
	const pragma = vi.spyOn(Database.prototype, 'pragma');
	opened = await freshSqlite();
	store = opened.store;
	writer = pragma.mock.contexts[0] as Database.Database;
	pragma.mockRestore();
});
afterEach(() => opened.drop());

const file = () => path.join(opened.folder, 'kade.db');
const write = (key: string, text = '') =>
	store.write((tx) =>
		tx.insert(tables(tx).counter).values({ key: key + text, level: 1, updatedAt: new Date(0) })
	);
const keys = async () => (await store.read.select().from(tables(store).counter)).map(({ key }) => key);
const failureOf = (work: Promise<unknown>) =>
	work.then(() => null).catch((error: unknown) => error) as Promise<StoreFailure>;

async function pragma(on: Reader | Tx, name: string): Promise<unknown> {
	const [row] = await on.select({ value: sql`*` }).from(sql.raw(`pragma_${name}`));
	return row?.value;
}

describe('the embedded database', () => {
	test('commits durably and forgets what is deleted, on the connection that writes', async () => {
		await write('first');
		const values = await store.write(async (tx) => ({
			journal: await pragma(tx, 'journal_mode'),
			synchronous: await pragma(tx, 'synchronous'),
			foreignKeys: await pragma(tx, 'foreign_keys'),
			secureDelete: await pragma(tx, 'secure_delete'),
			trustedSchema: await pragma(tx, 'trusted_schema')
		}));
		expect(values).toEqual({
			journal: 'wal',
			synchronous: 2,
			foreignKeys: 1,
			secureDelete: 1,
			trustedSchema: 0
		});
	});

	test('is read by a connection that cannot write', async () => {
		expect(await pragma(store.read, 'query_only')).toBe(1);
		const sneaky = store.read as unknown as Tx;
		const row = { key: 'sneaky', level: 1, updatedAt: new Date(0) };
		await expect(sneaky.insert(tables(store).counter).values(row)).rejects.toThrow(/readonly/);
		expect(await keys()).toEqual([]);
	});

	test('leaves no trace of a deleted word in its files once they are put in order', async () => {
		await write('a-word-nobody-may-find');
		await store.write((tx) => tx.delete(tables(tx).counter));
		await store.close();
		expect((await readFile(file())).includes('a-word-nobody-may-find')).toBe(false);
	});
});

describe('a database that another program holds', () => {
	test('is waited for, while everybody goes on reading', async () => {
		await write('before');
		const other = new Database(file());
		other.exec('BEGIN IMMEDIATE');
		let isDone = false;
		const waiting = write('after').then(() => (isDone = true));
		await new Promise((later) => setTimeout(later, 100));
		const began = performance.now();
		expect(await keys()).toEqual(['before']);
		expect(performance.now() - began).toBeLessThan(1000);
		expect(isDone).toBe(false);
		other.exec('ROLLBACK');
		other.close();
		await waiting;
		expect((await keys()).toSorted()).toEqual(['after', 'before']);
	});

	test('is busy after five seconds, for all who waited, and nothing was half-done', async () => {
		const other = new Database(file());
		other.exec('BEGIN IMMEDIATE');
		const began = performance.now();
		// More than one group of writers.
		const failures = await Promise.all(Array.from({ length: 70 }, (_, i) => failureOf(write(`w${i}`))));
		const seconds = (performance.now() - began) / 1000;
		expect(seconds).toBeGreaterThan(4.5);
		expect(seconds).toBeLessThan(8);
		for (const failure of failures) {
			expect(failure).toBeInstanceOf(StoreFailure);
			expect(storeProblem(failure)).toEqual({ status: 503, code: 'busy' });
		}
		other.exec('ROLLBACK');
		other.close();
		expect(await keys()).toEqual([]);
		await write('again');
		expect(await keys()).toEqual(['again']);
	});
});

describe('a database that cannot grow', () => {
	const long = 'x'.repeat(200_000);
	beforeEach(() => {
		const pages = writer.pragma('page_count', { simple: true }) as number;
		writer.pragma(`max_page_count = ${pages + 3}`);
	});

	test('says it is full, and holds nothing of the write', async () => {
		const failure = await failureOf(
			store.write(async (tx) => {
				const row = { level: 1, updatedAt: new Date(0) };
				await tx.insert(tables(tx).counter).values({ key: 'first half', ...row });
				await tx.insert(tables(tx).counter).values({ key: long, ...row });
			})
		);
		expect(failure).toBeInstanceOf(StoreFailure);
		expect(storeProblem(failure)).toEqual({ status: 507, code: 'full' });
		expect(await keys()).toEqual([]);
	});

	test('keeps small writes that came together with the one too large, or says that they failed', async () => {
		const results = await Promise.allSettled([write('small-1'), write('large', long), write('small-2')]);
		expect(results[1].status).toBe('rejected');
		const answered = ['small-1', 'large', 'small-2'].filter((_, i) => results[i]?.status === 'fulfilled');
		expect((await keys()).toSorted()).toEqual(answered.toSorted());
		for (const result of results)
			if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(StoreFailure);
	});

	test('takes writes again once there is room', async () => {
		await failureOf(write('large', long));
		writer.pragma('max_page_count = 1000000');
		await write('room');
		expect(await keys()).toEqual(['room']);
	});
});

describe('a database that may only be read', () => {
	test('says so, and goes on being read', async () => {
		await write('before');
		writer.pragma('query_only = ON');
		const failure = await failureOf(write('after'));
		expect(failure).toBeInstanceOf(StoreFailure);
		expect(storeProblem(failure)).toEqual({ status: 503, code: 'readonly' });
		expect(await keys()).toEqual(['before']);
		writer.pragma('query_only = OFF');
		await write('later');
		expect((await keys()).toSorted()).toEqual(['before', 'later']);
	});
});
