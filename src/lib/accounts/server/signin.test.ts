import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { minutes } from '#lib/server/clock.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { createAccount } from './accounts.ts';
import { hashPassphrase } from './hashing.ts';
import { findSession } from './sessions.ts';
import { signIn } from './signin.ts';
import { accounts } from './tables.ts';

const RIGHT = { handle: 'teal-heron-482', passphrase: 'slow tide over gravel', kind: 'shared' } as const;
const WRONG = { ...RIGHT, passphrase: 'slow tide over grave' } as const;
const NOBODY = { ...RIGHT, handle: 'calm-otter-118' } as const;

onBothEngines('signing in', (store) => {
	beforeAll(async () => {
		const passphraseHash = (await hashPassphrase(RIGHT.passphrase)) as string;
		await store().write((tx) =>
			createAccount(tx, {
				handle: RIGHT.handle,
				passphraseHash,
				recoveryHash: '-',
				role: 'learner',
				locale: 'ar'
			})
		);
	});
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T10:17:42Z') });
	});
	afterEach(async () => {
		vi.useRealTimers();
		await store().write(async (tx) => {
			await tx.delete(accounts(tx).bucket);
		});
	});

	test('the right passphrase opens a session for this person, however she spells her handle', async () => {
		for (const handle of ['teal-heron-482', 'Teal Heron ٤٨٢', 'TEALHERON482']) {
			const answer = await signIn(store(), { ...RIGHT, handle });
			if (!answer.ok) throw new Error(answer.reason);
			expect(answer.account).toEqual({
				id: answer.account.id,
				handle: RIGHT.handle,
				role: 'learner',
				locale: 'ar'
			});
			expect((await findSession(store(), answer.token))?.account.handle).toBe(RIGHT.handle);
		}
	});

	test('asvs:6.3.8 a wrong passphrase and an unknown handle get the same answer, word for word', async () => {
		const answers = [
			await signIn(store(), WRONG),
			await signIn(store(), NOBODY),
			await signIn(store(), { ...NOBODY, handle: '' }),
			await signIn(store(), { ...NOBODY, handle: 'nul\0 and \u202e bidi' })
		];
		for (const answer of answers) expect(answer).toEqual({ ok: false, reason: 'wrong' });
	});

	test('asvs:6.3.8 an unknown handle takes as long as a wrong passphrase', async () => {
		const times = { known: [] as number[], unknown: [] as number[] };
		const take = async (into: number[], tried: typeof WRONG | typeof NOBODY) => {
			const began = performance.now();
			await signIn(store(), tried);
			into.push(performance.now() - began);
		};
		// In turns, so that a machine that is busy for a while is busy for both.
		for (let i = 0; i < 25; i++) {
			vi.setSystemTime(Date.now() + minutes(2));
			await take(times.known, WRONG);
			await take(times.unknown, NOBODY);
		}
		const median = (taken: number[]) => taken.sort((a, b) => a - b)[12] as number;
		const [known, unknown] = [median(times.known), median(times.unknown)];
		// Without the dummy hash the unknown handle would answer in a fifth of the time.
		expect(unknown / known).toBeGreaterThan(0.35);
		expect(unknown / known).toBeLessThan(2.8);
	});

	test.each([
		['a known', WRONG],
		['an unknown', NOBODY]
	])('asvs:2.4.1 asvs:6.3.1 five tries for %s handle, then one a minute', async (_, tried) => {
		for (let i = 0; i < 5; i++) expect(await signIn(store(), tried)).toEqual({ ok: false, reason: 'wrong' });
		expect(await signIn(store(), tried)).toEqual({ ok: false, reason: 'wait', retryAfter: 60 });
		expect(await signIn(store(), { ...tried, passphrase: RIGHT.passphrase })).toMatchObject({
			reason: 'wait'
		});
		vi.setSystemTime(Date.now() + minutes(1));
		expect(await signIn(store(), tried)).toEqual({ ok: false, reason: 'wrong' });
		expect(await signIn(store(), tried)).toMatchObject({ reason: 'wait' });
	});

	test('asvs:6.3.1 guesses sent all at once get no more tries than guesses sent one by one', async () => {
		const answers = await Promise.all(Array.from({ length: 25 }, () => signIn(store(), WRONG)));
		expect(answers.filter((answer) => !answer.ok && answer.reason === 'wrong').length).toBeLessThanOrEqual(5);
	});

	test('tries for one handle do not lock out another, and signing in right is never rationed', async () => {
		for (let i = 0; i < 6; i++) await signIn(store(), NOBODY);
		for (let i = 0; i < 8; i++) expect(await signIn(store(), RIGHT)).toMatchObject({ ok: true });
	});

	test('what was typed as a handle is not kept', async () => {
		await signIn(store(), { ...RIGHT, handle: 'Nadia Surname' });
		const rows = await store().read.select().from(accounts(store()).bucket);
		expect(rows).toHaveLength(1);
		expect(rows[0]?.key).toMatch(/^sign-in:[0-9a-f]{5}$/);
	});

	test('asvs:16.5.3 when the tries cannot be counted nobody gets in', async () => {
		const write = vi.spyOn(store(), 'write').mockRejectedValueOnce(new Error('no database'));
		await expect(signIn(store(), RIGHT)).rejects.toThrow('no database');
		write.mockRestore();
	});

	test('a hash made at an older, cheaper cost is replaced when its owner signs in', async () => {
		const { hash } = await import('@node-rs/argon2');
		const old = await hash('grey boats at noon', { memoryCost: 8192, timeCost: 1, parallelism: 1 });
		const made = await store().write((tx) =>
			createAccount(tx, {
				handle: 'olive-wren-301',
				passphraseHash: old,
				recoveryHash: '-',
				role: 'learner',
				locale: 'en'
			})
		);
		const tried = { handle: 'olive-wren-301', passphrase: 'grey boats at noon', kind: 'own' } as const;
		expect(await signIn(store(), tried)).toMatchObject({ ok: true });
		const { account } = accounts(store());
		const rows = await store().read.select().from(account);
		const stored = rows.find(({ id }) => id === made?.id)?.passphraseHash;
		expect(stored).not.toBe(old);
		expect(await signIn(store(), tried)).toMatchObject({ ok: true });
	});
});
