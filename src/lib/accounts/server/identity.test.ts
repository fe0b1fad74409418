import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { minutes } from '#lib/server/clock.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { createAccount, type Account } from './accounts.ts';
import { hashPassphrase } from './hashing.ts';
import { confirmIdentity, isConfirmed } from './identity.ts';
import { endSession, findSession, startSession } from './sessions.ts';
import { accounts } from './tables.ts';

const PASSPHRASE = 'slow tide over gravel';

onBothEngines('identity checks', (store) => {
	let account: Account;
	let other: Account;

	beforeAll(async () => {
		const passphraseHash = (await hashPassphrase(PASSPHRASE)) as string;
		const make = (handle: string) =>
			store().write((tx) =>
				createAccount(tx, { handle, passphraseHash, recoveryHash: '-', role: 'learner', locale: 'en' })
			) as Promise<Account>;
		account = await make('teal-heron-482');
		other = await make('calm-otter-118');
	});
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T10:17:42Z') });
	});
	afterEach(async () => {
		vi.useRealTimers();
		await store().write(async (tx) => {
			await tx.delete(accounts(tx).bucket);
			await tx.delete(accounts(tx).session);
		});
	});

	const pass = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

	async function signedIn(of = account) {
		const token = await store().write((tx) => startSession(tx, of, 'own'));
		const found = await findSession(store(), token);
		if (!found) throw new Error('no session');
		return { token, session: found.session };
	}

	async function confirmedSession(of = account) {
		const before = await signedIn(of);
		const answer = await confirmIdentity(store(), before.session, PASSPHRASE);
		if (!answer.ok) throw new Error(answer.reason);
		const found = await findSession(store(), answer.token);
		if (!found) throw new Error('no session');
		return { before, token: answer.token, session: found.session };
	}

	test('asvs:7.5.1 holds for five minutes, for this session alone', async () => {
		const elsewhere = await signedIn();
		const { session } = await confirmedSession();
		expect(await isConfirmed(store(), session)).toBe(true);
		expect(await isConfirmed(store(), elsewhere.session)).toBe(false);
		pass(minutes(5) - 1);
		expect(await isConfirmed(store(), session)).toBe(true);
		pass(1);
		expect(await isConfirmed(store(), session)).toBe(false);
	});

	test('asvs:7.2.4 gives a new token and kills the old one, and the session lives no longer than before', async () => {
		const { before, token, session } = await confirmedSession();
		expect(token).not.toBe(before.token);
		expect(await findSession(store(), before.token)).toBeNull();
		expect(session).toEqual({ ...before.session, id: session.id });
		expect(session.id).not.toBe(before.session.id);
	});

	test('ends with its session', async () => {
		const { session } = await confirmedSession();
		await endSession(store(), session.id);
		expect(await isConfirmed(store(), session)).toBe(false);
		expect(await store().read.select().from(accounts(store()).identityCheck)).toEqual([]);
	});

	test('a wrong passphrase confirms nothing and leaves the session as it was', async () => {
		const { token, session } = await signedIn();
		expect(await confirmIdentity(store(), session, `${PASSPHRASE}s`)).toEqual({ ok: false, reason: 'wrong' });
		expect(await isConfirmed(store(), session)).toBe(false);
		expect(await findSession(store(), token)).not.toBeNull();
	});

	test('a session ended meanwhile is not brought back', async () => {
		const { session } = await signedIn();
		await endSession(store(), session.id);
		expect(await confirmIdentity(store(), session, PASSPHRASE)).toEqual({ ok: false, reason: 'wrong' });
		expect(await store().read.select().from(accounts(store()).session)).toEqual([]);
	});

	test('asvs:6.3.1 five tries for an account from all its sessions, then one a minute; nobody else waits', async () => {
		const [one, two] = [await signedIn(), await signedIn()];
		const tries = await Promise.all(
			Array.from({ length: 12 }, (_, i) =>
				confirmIdentity(store(), (i % 2 ? one : two).session, `${PASSPHRASE} ${i}`)
			)
		);
		expect(tries.filter((answer) => !answer.ok && answer.reason === 'wrong')).toHaveLength(5);
		expect(await confirmIdentity(store(), one.session, PASSPHRASE)).toEqual({
			ok: false,
			reason: 'wait',
			retryAfter: 60
		});
		expect((await confirmedSession(other)).session.accountId).toBe(other.id);
		pass(minutes(1));
		expect(await confirmIdentity(store(), one.session, PASSPHRASE)).toMatchObject({ ok: true });
	});
});
