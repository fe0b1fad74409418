import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accounts } from '#lib/accounts/server/tables.ts';
import { learning } from '#lib/learning/server/tables.ts';
import { forum } from '#lib/forum/server/tables.ts';
import { after, days, monthOf } from '#lib/server/clock.ts';
import { freshSqlite, onBothEngines } from '#tests/support/database.ts';
import { anAccount, aCourse } from '#tests/support/cohort-cast.ts';
import { oncePerDay } from './daily.ts';
import { plantPairs, type Pair } from './retention.fixture.ts';
import { RETENTION } from './retention-rules.ts';
import { applyRetention, rehearseRetention } from './retention.ts';

const deleting = RETENTION.filter(({ sweep }) => sweep !== null).map(({ kind }) => kind);
/** Rows without a text of their own: what is looked for in the files is beside them, and stays. */
const WITHOUT_TEXT = ['reading-mark', 'identity-check', 'place'];

describe('what is past its time, in the bytes of the files', () => {
	let opened: Awaited<ReturnType<typeof freshSqlite>>;
	let pairs: Pair[];
	beforeAll(async () => {
		opened = await freshSqlite();
		pairs = await plantPairs(opened.store, new Date());
	});
	afterAll(() => opened.drop());

	const bytes = () =>
		['kade.db', 'kade.db-wal', 'kade.db-shm']
			.map((name) => path.join(opened.folder, name))
			.filter((file) => existsSync(file))
			.map((file) => readFileSync(file))
			.reduce((all, part) => Buffer.concat([all, part]), Buffer.alloc(0));

	test('is planted for every rule that deletes', () => {
		expect(pairs.map(({ kind }) => kind).toSorted()).toEqual(deleting.toSorted());
	});

	test('is gone after the job, and what is not past its time is there (asvs:14.2.7)', async () => {
		const before = bytes();
		for (const { kind, old, fresh } of pairs) {
			expect(before.includes(old), `${kind} was planted`).toBe(true);
			expect(before.includes(fresh), `${kind} was planted`).toBe(true);
		}
		const rehearsed = await rehearseRetention(opened.store);
		const done = await applyRetention(opened.store);
		expect(done).toEqual(rehearsed);
		for (const { kind, rows } of done) expect(rows, kind).toBeGreaterThan(0);

		const left = bytes();
		for (const { kind, old, fresh } of pairs) {
			if (!WITHOUT_TEXT.includes(kind)) expect(left.includes(old), `${kind}: old text`).toBe(false);
			expect(left.includes(fresh), `${kind}: new text`).toBe(true);
		}
	});
});

onBothEngines('The retention job', (store) => {
	test('rehearses without changing anything, deletes what it said, and then finds nothing', async () => {
		await plantPairs(store(), new Date());
		const rehearsed = await rehearseRetention(store());
		expect(await rehearseRetention(store())).toEqual(rehearsed);
		expect(await applyRetention(store())).toEqual(rehearsed);
		for (const { kind, rows } of rehearsed) expect(rows, kind).toBeGreaterThan(0);
		expect((await rehearseRetention(store())).filter(({ rows }) => rows)).toEqual([]);
	});

	test('leaves the rows that are not past their time', async () => {
		const pairs = await plantPairs(store(), new Date());
		await applyRetention(store());
		const { place, attempt } = learning(store());
		const { thread, readingMark } = forum(store());
		const text = JSON.stringify(
			await Promise.all([place, attempt, thread].map((table) => store().read.select().from(table)))
		);
		for (const { kind, old, fresh } of pairs)
			if (['place', 'attempt', 'talk', 'quiet-talk'].includes(kind)) {
				expect(text, kind).toContain(fresh);
				expect(text, kind).not.toContain(old);
			}
		const { account } = accounts(store());
		const handles = JSON.stringify(await store().read.select({ handle: account.handle }).from(account));
		for (const { kind, old, fresh } of pairs.filter(({ kind }) => kind === 'account')) {
			expect(handles, kind).toContain(fresh);
			expect(handles, kind).not.toContain(old);
		}
		expect(await store().read.$count(readingMark)).toBeGreaterThan(0);
	});

	test('keeps an old right answer while its lesson is not done', async () => {
		const accountId = await anAccount(store());
		const { lessonId } = await aCourse(store());
		const { attempt, completion } = learning(store());
		const answer = { id: `right-${lessonId}`, idempotencyKey: lessonId, accountId, lessonId, elementId: 'q' };
		const said = { versionId: '', chosen: ['a'], right: true, turn: 1, day: '2020-01-01' };
		await store().write((tx) => tx.insert(attempt).values({ ...answer, ...said }));
		const held = async () =>
			(await store().read.select({ id: attempt.id }).from(attempt)).some(({ id }) => id === answer.id);
		await applyRetention(store());
		expect(await held()).toBe(true);
		await store().write((tx) => tx.insert(completion).values({ accountId, lessonId, day: '2020-01-01' }));
		await applyRetention(store());
		expect(await held()).toBe(false);
	});

	test('never takes the last administrators away', async () => {
		const { account } = accounts(store());
		const admin = await anAccount(store(), 'administrator');
		const longAgo = monthOf(after(new Date(), -days(800)));
		await store().write((tx) => tx.update(account).set({ activeMonth: longAgo }));
		await applyRetention(store());
		const left = await store().read.select({ id: account.id }).from(account);
		expect(left).toEqual([{ id: admin }]);

		const newer = await anAccount(store(), 'administrator');
		await applyRetention(store());
		expect(await store().read.select({ id: account.id }).from(account)).toEqual([{ id: newer }]);
	});
});

onBothEngines('A daily job', (store) => {
	test('is done once a day by one of many instances, and again the next day', async () => {
		let done = 0;
		const work = async () => void done++;
		const today = new Date('2026-11-21T10:00:00Z');
		await Promise.all(Array.from({ length: 20 }, () => oncePerDay(store(), 'sweep', work, today)));
		expect(done).toBe(1);
		expect(await oncePerDay(store(), 'sweep', work, after(today, days(1)))).toBe(true);
		expect(done).toBe(2);
	});

	test('that failed is tried again the same day', async () => {
		const broken = () => Promise.reject(new Error('no room'));
		await expect(oncePerDay(store(), 'try', broken)).rejects.toThrow('no room');
		expect(await oncePerDay(store(), 'try', async () => {})).toBe(true);
	});
});
