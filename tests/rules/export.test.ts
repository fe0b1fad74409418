import { afterEach, expect, test, vi } from 'vitest';
import { hasWords } from '#lib/accounts/held-words.ts';
import { createAccount } from '#lib/accounts/server/accounts.ts';
import { eventsOf } from '#lib/accounts/server/events.ts';
import { COLLECTORS, exportEverything, holdingsOf, NOT_EXPORTED } from '#lib/operations/server/export.ts';
import { hours } from '#lib/server/clock.ts';
import { anAccount } from '#tests/support/cohort-cast.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { ACCOUNT_COLUMNS, fillWith } from '#tests/support/full-person.ts';

const placeOf = ({ table, column }: { table: string; column: string }) => `${table}.${column}`;

test('every column that points at an account is in the export, or named with its reason', () => {
	const placed = [...COLLECTORS.map(placeOf), ...Object.keys(NOT_EXPORTED)];
	expect(new Set(placed).size).toBe(placed.length);
	expect(placed.toSorted()).toEqual(['account.id', ...ACCOUNT_COLUMNS.map(placeOf)].toSorted());
	for (const reason of Object.values(NOT_EXPORTED)) expect(reason.length).toBeGreaterThan(20);
});

onBothEngines('Taking everything along', (store) => {
	afterEach(() => vi.useRealTimers());

	async function two() {
		const wanted = { role: 'learner', locale: 'en', passphraseHash: 'secret-1', recoveryHash: 'secret-2' };
		const handle = `grey-lark-${Date.now() % 100000}-x`;
		const made = await store().write((tx) => createAccount(tx, { ...wanted, role: 'learner', handle }));
		if (!made) throw new Error('taken');
		return { she: made, stranger: await anAccount(store()) };
	}

	test('gives what every table holds about her, in words, and nothing of others, no secret, no id', async () => {
		const { she, stranger } = await two();
		await fillWith(store(), she.id, stranger, 'hers');
		await fillWith(store(), await anAccount(store()), await anAccount(store()), 'theirs');
		const answer = await exportEverything(store(), she.id);
		if (!answer.ok) throw new Error('wait');
		for (const { table, column, rows } of answer.holdings) {
			expect(rows.length, `${table}.${column}`).toBeGreaterThan(0);
			expect(hasWords(table, column, Object.keys(rows[0] ?? {})), `words for ${table}.${column}`).toBe(true);
		}
		const text = JSON.stringify(answer.holdings);
		expect(text).toContain(she.handle);
		expect(text).toContain('hers-post-source');
		for (const forbidden of ['secret-', 'theirs-', stranger, she.id]) expect(text).not.toContain(forbidden);
	});

	test('asvs:2.4.1 can be done three times, then once in eight hours, and is written in her audit trail', async () => {
		vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T10:17:42Z') });
		const { she } = await two();
		for (let i = 0; i < 3; i++) expect(await exportEverything(store(), she.id)).toMatchObject({ ok: true });
		expect(await exportEverything(store(), she.id)).toEqual({ ok: false, retryAfter: hours(8) / 1000 });
		expect((await eventsOf(store(), she.id)).map(({ kind }) => kind)).toEqual(Array(3).fill('export-made'));
		vi.setSystemTime(Date.now() + hours(8));
		expect(await exportEverything(store(), she.id)).toMatchObject({ ok: true });
	});

	test('an account without anything has only itself', async () => {
		const holdings = await holdingsOf(store(), await anAccount(store()));
		expect(holdings.filter(({ rows }) => rows.length).map(({ table }) => table)).toEqual(['account']);
	});
});
