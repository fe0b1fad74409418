import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { onBothEngines } from '#tests/support/database.ts';
import { hours, minutes } from './clock.ts';
import { bucketTable, returnToken, takeToken, timeToWait, type Limit } from './rate-limits.ts';
import { defineTables } from './store/tables.ts';

const tables = defineTables((kit) => ({ bucket: bucketTable(kit) }));
const LIMIT: Limit = { burst: 3, refill: minutes(1) };

onBothEngines('rate limits', (store) => {
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T10:00:00Z') });
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	const take = (key: string) => store().write((tx) => takeToken(tx, tables(tx).bucket, key, LIMIT));
	const look = (key: string) => timeToWait(store().read, tables(store()).bucket, key, LIMIT);
	const pass = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

	test('so many at once, then one each time a token has come, never more than it holds', async () => {
		for (let i = 0; i < 3; i++) expect(await take('a')).toBe(0);
		expect(await take('a')).toBe(60);
		pass(minutes(0.5));
		expect(await take('a')).toBe(30);
		pass(minutes(0.5));
		expect([await take('a'), await take('a')]).toEqual([0, 60]);
		pass(hours(1));
		expect([await take('a'), await take('a'), await take('a'), await take('a')]).toEqual([0, 0, 0, 60]);
	});

	test('looking costs nothing, a token put back can be taken again, and keys do not share', async () => {
		for (let i = 0; i < 9; i++) expect(await look('b')).toBe(0);
		for (let i = 0; i < 3; i++) await take('b');
		expect(await look('b')).toBe(60);
		await store().write((tx) => returnToken(tx, tables(tx).bucket, 'b', LIMIT));
		expect([await look('b'), await take('b'), await look('b')]).toEqual([0, 0, 60]);
		expect(await take('c')).toBe(0);
	});

	test('a clock set back locks nobody out for longer and gives nobody more', async () => {
		for (let i = 0; i < 3; i++) await take('d');
		pass(-hours(5));
		expect(await take('d')).toBe(60);
	});

	test('twenty at the same moment take no more than there are', async () => {
		const answers = await Promise.all(Array.from({ length: 20 }, () => take('e')));
		expect(answers.filter((wait) => wait === 0)).toHaveLength(3);
	});

	test('a flood of names does not stay: buckets that are full again leave the table', async () => {
		const flood = (name: string, many: number) =>
			store().write(async (tx) => {
				for (let i = 0; i < many; i++) await takeToken(tx, tables(tx).bucket, `${name}-${i}`, LIMIT);
			});
		await flood('old', 300);
		pass(hours(25));
		// One write in 64 sweeps: a thousand without any would happen once in seven million runs.
		await flood('new', 1000);
		const rows = await store()
			.read.select({ key: tables(store()).bucket.key })
			.from(tables(store()).bucket);
		expect(rows.filter(({ key }) => key.startsWith('old'))).toEqual([]);
	});
});
