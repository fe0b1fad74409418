import { eq, sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { onBothEngines } from '#tests/support/database.ts';
import { bucketTable } from '../rate-limits.ts';
import { isTaken, StoreFailure } from './failure.ts';
import type { Reader, Tx } from './store.ts';
import { defineTables } from './tables.ts';

/** A table the ground floor knows by itself: a key and two numbers. */
const tables = defineTables((kit) => ({ counter: bucketTable(kit) }));
const now = new Date(0);

/** Counts in a way that loses numbers when two transactions do not see each other. */
async function increment(tx: Tx, key: string): Promise<void> {
	const { counter } = tables(tx);
	const [row] = await tx.select().from(counter).where(eq(counter.key, key));
	if (row)
		await tx
			.update(counter)
			.set({ level: row.level + 1 })
			.where(eq(counter.key, key));
	else await tx.insert(counter).values({ key, level: 1, updatedAt: now });
}

async function levelOf(on: Reader | Tx, key: string): Promise<number | null> {
	const { counter } = tables(on);
	const [row] = await on.select().from(counter).where(eq(counter.key, key));
	return row?.level ?? null;
}

const insert = (tx: Tx, key: string, level = 1) =>
	tx.insert(tables(tx).counter).values({ key, level, updatedAt: now });

onBothEngines('the store', (store) => {
	beforeEach(async () => {
		await store().write((tx) => tx.delete(tables(tx).counter));
	});

	test('asvs:2.3.3 keeps nothing of a transaction that throws, and hands its error on', async () => {
		const bug = new Error('a bug');
		const failing = store().write(async (tx) => {
			await insert(tx, 'half');
			throw bug;
		});
		await expect(failing).rejects.toBe(bug);
		expect(await levelOf(store().read, 'half')).toBeNull();
		await store().write((tx) => insert(tx, 'after'));
		expect(await levelOf(store().read, 'after')).toBe(1);
	});

	test('gives back what the work returned, after it can be read', async () => {
		const value = await store().write(async (tx) => {
			await insert(tx, 'kept', 7);
			return levelOf(tx, 'kept');
		});
		expect(value).toBe(7);
		expect(await levelOf(store().read, 'kept')).toBe(7);
	});

	test('loses none of fifty increments at the same moment', async () => {
		await store().write((tx) => insert(tx, 'count', 0));
		await Promise.all(Array.from({ length: 50 }, () => store().write((tx) => increment(tx, 'count'))));
		expect(await levelOf(store().read, 'count')).toBe(50);
	});

	test('undoes one failing write without its neighbours', async () => {
		const writes = Array.from({ length: 9 }, (_, i) =>
			store().write(async (tx) => {
				await insert(tx, `neighbour-${i}`);
				if (i === 4) throw new Error('only this one');
				return i;
			})
		);
		const results = await Promise.allSettled(writes);
		expect(results.map(({ status }) => status === 'fulfilled')).toEqual(
			Array.from({ length: 9 }, (_, i) => i !== 4)
		);
		const rows = await store().read.select().from(tables(store()).counter);
		expect(rows.map(({ key }) => key).toSorted()).toEqual(
			[0, 1, 2, 3, 5, 6, 7, 8].map((i) => `neighbour-${i}`)
		);
	});

	test('says when someone else was first, and only then', async () => {
		await store().write((tx) => insert(tx, 'one'));
		const second = await store()
			.write((tx) => insert(tx, 'one'))
			.then(() => null)
			.catch((error: unknown) => error);
		expect(isTaken(second)).toBe(true);
		expect(second).not.toBeInstanceOf(StoreFailure);
		const otherRule = await store()
			.write((tx) => tx.insert(tables(tx).counter).values({ key: 'two', level: sql`null`, updatedAt: now }))
			.then(() => null)
			.catch((error: unknown) => error);
		expect(otherRule).toBeInstanceOf(Error);
		expect(isTaken(otherRule)).toBe(false);
	});

	test('lets exactly one of twenty take a name', async () => {
		const tries = Array.from({ length: 20 }, () => store().write((tx) => insert(tx, 'name')));
		const results = await Promise.allSettled(tries);
		expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const result of results) if (result.status === 'rejected') expect(isTaken(result.reason)).toBe(true);
	});

	test('shows readers only what is committed, and a transaction its own writes', async () => {
		let seenOutside: number | null = -1;
		let seenInside: number | null = null;
		await store().write(async (tx) => {
			await insert(tx, 'open');
			seenInside = await levelOf(tx, 'open');
			seenOutside = await levelOf(store().read, 'open');
		});
		expect([seenInside, seenOutside]).toEqual([1, null]);
		expect(await levelOf(store().read, 'open')).toBe(1);
	});

	test('builds a prepared query once', async () => {
		let built = 0;
		const query = {
			name: 'counter_by_key',
			build: (read: Reader, name: string) => {
				built++;
				const { counter } = tables(read);
				const select = read
					.select()
					.from(counter)
					.where(eq(counter.key, sql.placeholder('key')));
				return (
					select as unknown as { prepare(name: string): { execute(v: object): Promise<{ level: number }[]> } }
				).prepare(name);
			}
		};
		await store().write((tx) => insert(tx, 'hot', 3));
		for (let i = 0; i < 3; i++)
			expect(await store().prepared(query).execute({ key: 'hot' })).toMatchObject([{ level: 3 }]);
		expect(built).toBe(1);
	});
});
