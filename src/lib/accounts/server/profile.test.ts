import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hours, minutes } from '#lib/server/clock.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { createAccount, type Account } from './accounts.ts';
import { suggestHandle } from './handles.ts';
import { hashPassphrase } from './hashing.ts';
import { endOtherSessions, endOwnSession, labelSession, sessionsOf } from './profile-sessions.ts';
import { changePassphrase, rename } from './profile.ts';
import { findSession, startSession } from './sessions.ts';
import { signIn } from './signin.ts';
import { accounts } from './tables.ts';

const OLD = 'slow tide over gravel';
const NEW = 'nine grey boats at noon';

onBothEngines("a person's own account", (store) => {
	let passphraseHash: string;
	let account: Account;

	const make = async (handle = suggestHandle()): Promise<Account> => {
		passphraseHash ??= (await hashPassphrase(OLD)) as string;
		const wanted = { handle, passphraseHash, recoveryHash: '-', role: 'learner', locale: 'en' } as const;
		return (await store().write((tx) => createAccount(tx, wanted))) as Account;
	};
	const signedIn = async (of = account) => {
		const token = await store().write((tx) => startSession(tx, of, 'own'));
		const found = await findSession(store(), token);
		if (!found) throw new Error('no session');
		return { ...found, token };
	};
	const signInWith = async (passphrase: string) => {
		const answer = await signIn(store(), { handle: account.handle, passphrase, kind: 'shared' });
		return answer.ok ? 'ok' : answer.reason;
	};

	beforeEach(async () => {
		vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T10:17:42Z') });
		account = await make();
	});
	afterEach(async () => {
		vi.useRealTimers();
		await store().write(async (tx) => {
			await tx.delete(accounts(tx).bucket);
		});
	});

	test('the passphrase changes: the new one opens, the old one does not', async () => {
		const person = await signedIn();
		const answer = await changePassphrase(store(), person, { current: OLD, fresh: NEW, endOthers: false });
		expect(answer).toMatchObject({ ok: true });
		expect([await signInWith(OLD), await signInWith(NEW)]).toEqual(['wrong', 'ok']);
	});

	test('asvs:6.2.3 without the present passphrase nothing changes, and guesses run out', async () => {
		const person = await signedIn();
		const guess = (current: string) =>
			changePassphrase(store(), person, { current, fresh: NEW, endOthers: true });
		for (const wrong of ['', `${OLD} `, OLD.toUpperCase(), NEW, 'x'.repeat(5000)])
			expect(await guess(wrong)).toEqual({ ok: false, reason: 'wrong' });
		expect(await guess(OLD)).toMatchObject({ reason: 'wait' });
		expect(await signInWith(OLD)).toBe('ok');
		expect(await findSession(store(), person.token)).not.toBeNull();
	});

	test('asvs:6.2.1 asvs:6.2.4 a short, common or telling passphrase is refused before any guess is counted', async () => {
		const person = await signedIn();
		for (const [fresh, reason] of [
			['too short', 'passphrase-short'],
			['password1234', 'passphrase-common'],
			[`${account.handle}!`, 'passphrase-handle'],
			['x'.repeat(129), 'passphrase-long']
		]) {
			const change = { current: OLD, fresh: fresh as string, endOthers: false };
			expect(await changePassphrase(store(), person, change)).toEqual({ ok: false, reason });
		}
		expect(await store().read.select().from(accounts(store()).bucket)).toEqual([]);
	});

	test.each([true, false])(
		'asvs:7.4.3 asvs:7.2.4 ending the others with it is her choice (%s); her own session goes on under a new token',
		async (endOthers) => {
			const [person, elsewhere, stranger] = [
				await signedIn(),
				await signedIn(),
				await signedIn(await make())
			];
			const answer = await changePassphrase(store(), person, { current: OLD, fresh: NEW, endOthers });
			if (!answer.ok) throw new Error(answer.reason);
			expect(await findSession(store(), person.token)).toBeNull();
			expect(await findSession(store(), answer.token)).not.toBeNull();
			expect((await findSession(store(), elsewhere.token)) === null).toBe(endOthers);
			expect(await findSession(store(), stranger.token)).not.toBeNull();
		}
	);

	test('a handle changes: she signs in with the new one, and the old one is free', async () => {
		const before = account.handle;
		expect(await rename(store(), account.id, 'Grey-Lark-77')).toEqual({ ok: true, handle: 'Grey-Lark-77' });
		const tried = { passphrase: OLD, kind: 'shared' } as const;
		expect(await signIn(store(), { ...tried, handle: 'grey lark 77' })).toMatchObject({ ok: true });
		expect(await signIn(store(), { ...tried, handle: before })).toMatchObject({ reason: 'wrong' });
		expect(await make(before)).not.toBeNull();
		const respelt = await rename(store(), account.id, 'GREY-LARK-77');
		expect(respelt).toEqual({ ok: true, handle: 'GREY-LARK-77' });
		await rename(store(), account.id, suggestHandle());
	});

	test('a handle somebody has, or one that looks like it, is refused, and so is asking on and on', async () => {
		const other = await make('blue-otter-900');
		const lookalike = 'BIue-0tter-9oo';
		expect(await rename(store(), account.id, lookalike)).toEqual({ ok: false, reason: 'handle-taken' });
		expect(await rename(store(), account.id, 'admin')).toEqual({ ok: false, reason: 'handle-taken' });
		for (let i = 0; i < 9; i++) await rename(store(), account.id, other.handle);
		expect(await rename(store(), account.id, suggestHandle())).toMatchObject({ reason: 'wait' });
		vi.setSystemTime(Date.now() + minutes(10));
		expect(await rename(store(), account.id, suggestHandle())).toMatchObject({ ok: true });
	});

	test('asvs:7.5.2 she sees her own sessions by her word and the month, and nothing finer', async () => {
		const [here, phone] = [await signedIn(), await signedIn()];
		await signedIn(await make());
		expect(await labelSession(store(), account.id, phone.session.id, 'old phone')).toBe(true);
		expect(await sessionsOf(store(), here.session)).toEqual([
			{ id: here.session.id, label: '', kind: 'own', month: '2026-11', here: true },
			{ id: phone.session.id, label: 'old phone', kind: 'own', month: '2026-11', here: false }
		]);
		vi.setSystemTime(Date.now() + hours(24 * 8));
		expect(await sessionsOf(store(), here.session)).toEqual([]);
	});

	test('asvs:8.2.2 nobody names or ends the session of another', async () => {
		const [here, phone, stranger] = [await signedIn(), await signedIn(), await signedIn(await make())];
		expect(await labelSession(store(), account.id, stranger.session.id, 'mine')).toBe(false);
		expect(await endOwnSession(store(), account.id, stranger.session.id)).toBe(false);
		expect(await endOwnSession(store(), account.id, phone.session.id)).toBe(true);
		expect(await findSession(store(), phone.token)).toBeNull();
		const second = await signedIn();
		await endOtherSessions(store(), here.session);
		expect(await findSession(store(), second.token)).toBeNull();
		expect(await findSession(store(), here.token)).not.toBeNull();
		expect(await findSession(store(), stranger.token)).not.toBeNull();
	});
});
