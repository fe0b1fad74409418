import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { minutes } from '#lib/server/clock.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { askedGroups } from '../recovery-groups.ts';
import { createAccount, type Account } from './accounts.ts';
import { suggestHandle } from './handles.ts';
import { hashPassphrase } from './hashing.ts';
import { dismissNotice, noticesOf } from './notices.ts';
import { recover, renewRecovery } from './recovery-flow.ts';
import { newRecoveryPhrase, recoveryHash, wrongGroups } from './recovery.ts';
import { findSession, startSession } from './sessions.ts';
import { signIn } from './signin.ts';
import { accounts } from './tables.ts';

const NEW = 'nine grey boats at noon';

onBothEngines('recovery by phrase', (store) => {
	let account: Account;
	let phrase: string;

	beforeEach(async () => {
		vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T10:17:42Z') });
		phrase = newRecoveryPhrase();
		const passphraseHash = (await hashPassphrase('slow tide over gravel')) as string;
		const wanted = { handle: suggestHandle(), passphraseHash, role: 'learner', locale: 'en' } as const;
		const hash = recoveryHash(phrase) as string;
		account = (await store().write((tx) => createAccount(tx, { ...wanted, recoveryHash: hash }))) as Account;
	});
	afterEach(async () => {
		vi.useRealTimers();
		await store().write(async (tx) => {
			await tx.delete(accounts(tx).bucket);
		});
	});

	const recoverWith = (recoveryPhrase: string, handle = account.handle) =>
		recover(store(), { handle, recoveryPhrase, passphrase: NEW });
	const signInWith = (passphrase: string) =>
		signIn(store(), { handle: account.handle, passphrase, kind: 'shared' });

	test('sets a new passphrase, ends every session, leaves a notice, and signs nobody in', async () => {
		const token = await store().write((tx) => startSession(tx, account, 'own'));
		const answer = await recoverWith(phrase.replaceAll(' ', '-'));
		expect(Object.keys(answer)).toEqual(['ok', 'recoveryPhrase']);
		expect(await findSession(store(), token)).toBeNull();
		const { session } = accounts(store());
		expect(await store().read.select().from(session).where(eq(session.accountId, account.id))).toEqual([]);
		expect(await signInWith('slow tide over gravel')).toMatchObject({ reason: 'wrong' });
		expect(await signInWith(NEW)).toMatchObject({ ok: true });
		const [notice] = await noticesOf(store(), account.id);
		expect(notice).toMatchObject({ kind: 'recovered', day: '2026-11-20' });
		await dismissNotice(store(), 'somebody', notice?.id ?? '');
		expect(await noticesOf(store(), account.id)).toHaveLength(1);
		await dismissNotice(store(), account.id, notice?.id ?? '');
		expect(await noticesOf(store(), account.id)).toEqual([]);
	});

	test('asvs:6.4.1 a phrase works once, however many send it at the same moment; the next one is shown', async () => {
		const answers = await Promise.all(Array.from({ length: 5 }, () => recoverWith(phrase)));
		const won = answers.filter((answer) => answer.ok);
		expect(won).toHaveLength(1);
		expect(await noticesOf(store(), account.id)).toHaveLength(1);
		vi.setSystemTime(Date.now() + minutes(10));
		expect(await recoverWith(phrase)).toEqual({ ok: false, reason: 'recovery-wrong' });
		const next = won[0]?.ok ? won[0].recoveryPhrase : '';
		expect(await recoverWith(next)).toMatchObject({ ok: true });
	});

	test('asvs:6.3.8 a wrong phrase and an unknown name get the same answer and run dry alike', async () => {
		const wrong = newRecoveryPhrase();
		for (const handle of [account.handle, suggestHandle()]) {
			for (let i = 0; i < 5; i++)
				expect(await recoverWith(wrong, handle)).toEqual({ ok: false, reason: 'recovery-wrong' });
			expect(await recoverWith(wrong, handle)).toEqual({ ok: false, reason: 'wait', retryAfter: 60 });
		}
	});

	test('what is badly typed changes nothing and costs no try', async () => {
		const weak = { handle: account.handle, recoveryPhrase: phrase, passphrase: 'short' };
		expect(await recover(store(), weak)).toEqual({ ok: false, reason: 'passphrase-short' });
		expect(await recoverWith(phrase.slice(1))).toEqual({ ok: false, reason: 'recovery-malformed' });
		expect(await store().read.select().from(accounts(store()).bucket)).toEqual([]);
		expect(await recoverWith(phrase)).toMatchObject({ ok: true });
	});

	test('a renewed phrase opens, the old one is dead; half a phrase is not kept', async () => {
		const fresh = newRecoveryPhrase();
		expect(await renewRecovery(store(), account.id, fresh.slice(5))).toBe(false);
		expect(await renewRecovery(store(), account.id, fresh)).toBe(true);
		expect(await recoverWith(phrase)).toMatchObject({ reason: 'recovery-wrong' });
		expect(await recoverWith(fresh)).toMatchObject({ ok: true });
	});

	test('asvs:6.5.2 neither phrase is stored', async () => {
		const answer = await recoverWith(phrase);
		const { account: table } = accounts(store());
		const [row] = await store().read.select().from(table).where(eq(table.id, account.id));
		for (const secret of [phrase, answer.ok ? answer.recoveryPhrase : '']) {
			expect(JSON.stringify(row)).not.toContain(secret);
			expect(JSON.stringify(row)).not.toContain(secret.replaceAll(' ', ''));
		}
	});
});

describe('the two groups asked back', () => {
	const phrases = fc.array(fc.integer({ min: 0, max: 9999 }), { minLength: 9, maxLength: 9 });
	const written = (numbers: number[]) => numbers.map((n) => String(n).padStart(4, '0'));

	test('are two different ones of the nine, the same each time, and all nine are asked of somebody', () => {
		const seen = new Set<number>();
		fc.assert(
			fc.property(phrases, (numbers) => {
				const [first, second] = askedGroups(written(numbers).join(' '));
				expect(first).toBeGreaterThanOrEqual(1);
				expect(second).toBeLessThanOrEqual(9);
				expect(first).toBeLessThan(second);
				seen.add(first).add(second);
			})
		);
		expect(seen.size).toBe(9);
	});

	test('pass as they stand on paper, in any digits, and in no other way', () => {
		fc.assert(
			fc.property(phrases, (numbers) => {
				const groups = written(numbers);
				const phrase = groups.join(' ');
				const [first, second] = askedGroups(phrase).map((n) => groups[n - 1] as string) as [string, string];
				const arabic = first.replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)] as string);
				expect(wrongGroups(phrase, arabic, ` ${second} `)).toBe(false);
				expect(wrongGroups(phrase, first, '')).toBe(true);
				expect(wrongGroups(phrase, first, `${second}0`)).toBe(true);
				if (first !== second) expect(wrongGroups(phrase, second, first)).toBe(true);
				expect(wrongGroups(phrase.slice(2), first, second)).toBe(true);
			})
		);
	});
});
