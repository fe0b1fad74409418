import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { freshPostgres } from '#tests/support/database.ts';
import { bucketTable } from '../rate-limits.ts';
import { storeProblem } from '../store-problem.ts';
import { StoreFailure } from './failure.ts';
import type { Store, Tx } from './store.ts';
import { defineTables } from './tables.ts';

const tables = defineTables((kit) => ({ counter: bucketTable(kit) }));

let opened: Awaited<ReturnType<typeof freshPostgres>>;
let store: Store;
beforeAll(async () => {
	opened = await freshPostgres();
	store = opened.store;
});
afterAll(() => opened.drop());
beforeEach(() => store.write((tx) => tx.delete(tables(tx).counter)));

const insert = (tx: Tx, key: string) =>
	tx.insert(tables(tx).counter).values({ key, level: 1, updatedAt: new Date(0) });
const keys = async () => (await store.read.select().from(tables(store).counter)).map(({ key }) => key);
const failureOf = (work: Promise<unknown>) =>
	work.then(() => null).catch((error: unknown) => error) as Promise<StoreFailure>;
const call = (tx: Pick<Tx, 'select'>, expression: string) =>
	tx.select({ value: sql<string>`value` }).from(sql.raw(`(select ${expression} as value) as called`));

describe('PostgreSQL', () => {
	test('runs every write in a serializable transaction', async () => {
		const [row] = await store.write((tx) => call(tx, "current_setting('transaction_isolation')"));
		expect(row?.value).toBe('serializable');
	});

	test('that may only be read says so, and holds nothing of the write', async () => {
		const failure = await failureOf(
			store.write(async (tx) => {
				await insert(tx, 'first half');
				await call(tx, "set_config('transaction_read_only', 'on', true)");
				await insert(tx, 'second half');
			})
		);
		expect(failure).toBeInstanceOf(StoreFailure);
		expect(storeProblem(failure)).toEqual({ status: 503, code: 'readonly' });
		expect(await keys()).toEqual([]);
	});

	test('that ends the connection in the middle is down for that write alone', async () => {
		const failure = await failureOf(
			store.write(async (tx) => {
				await insert(tx, 'lost');
				await call(tx, 'pg_terminate_backend(pg_backend_pid())');
			})
		);
		expect(failure).toBeInstanceOf(StoreFailure);
		expect(storeProblem(failure)).toEqual({ status: 503, code: 'down' });
		await store.write((tx) => insert(tx, 'next'));
		expect(await keys()).toEqual(['next']);
	});

	test('with a table held by another program is busy after a while, and is read meanwhile', async () => {
		const [name] = await call(store.read, 'current_database()');
		const address = new URL(inject('postgres'));
		address.pathname = `/${name?.value}`;
		const other = new pg.Client({ connectionString: address.href });
		await other.connect();
		await other.query('begin');
		await other.query('lock table bucket in exclusive mode');
		const writing = failureOf(store.write((tx) => insert(tx, 'late')));
		expect(await keys()).toEqual([]);
		const failure = await writing;
		await other.query('rollback');
		await other.end();
		expect(failure).toBeInstanceOf(StoreFailure);
		expect(storeProblem(failure)).toEqual({ status: 503, code: 'busy' });
		await store.write((tx) => insert(tx, 'again'));
		expect(await keys()).toEqual(['again']);
	});
});
