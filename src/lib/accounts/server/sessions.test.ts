import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hours, minutes } from '#lib/server/clock.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { createAccount, type Account } from './accounts.ts';
import { newRecoveryPhrase } from './recovery.ts';
import { endAllSessions, endSession, findSession, startSession } from './sessions.ts';
import { accounts, type Role, type SessionKind } from './tables.ts';
import { suggestHandle } from './handles.ts';

onBothEngines('sessions', (store) => {
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T10:17:42Z') });
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	const pass = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

	async function person(role: Role): Promise<Account> {
		const wanted = {
			handle: suggestHandle(),
			role,
			locale: 'en',
			passphraseHash: '-',
			recoveryHash: newRecoveryPhrase()
		};
		return (await store().write((tx) => createAccount(tx, wanted))) as Account;
	}

	async function signedIn(role: Role, kind: SessionKind) {
		const account = await person(role);
		return { account, token: await store().write((tx) => startSession(tx, account, kind)) };
	}

	test('a token finds its person and says no more about her than the pages need', async () => {
		const { account, token } = await signedIn('learner', 'shared');
		const found = await findSession(store(), token);
		expect(found?.account).toEqual(account);
		expect(found?.session).toMatchObject({ accountId: account.id, kind: 'shared' });
		expect(JSON.stringify(found)).not.toContain(token.split('.')[1]);
	});

	test('nothing forged finds anyone', async () => {
		const { token } = await signedIn('learner', 'shared');
		const other = await signedIn('trainer', 'shared');
		const [id, secret] = token.split('.') as [string, string];
		const forged = [
			'',
			'.',
			id,
			`${id}.`,
			`.${secret}`,
			`${id}.${'A'.repeat(43)}`,
			`${other.token.split('.')[0]}.${secret}`,
			`${token}x`,
			`${id}.${secret.toLowerCase()}`,
			`${id}' or '1'='1.${secret}`,
			'x'.repeat(10_000)
		];
		for (const attempt of forged) expect(await findSession(store(), attempt)).toBeNull();
		expect(await findSession(store(), token)).not.toBeNull();
	});

	test('the stored row opens nothing: it holds a hash, the hour, and no minute of the last click', async () => {
		const { token } = await signedIn('learner', 'shared');
		const [id, secret] = token.split('.') as [string, string];
		const { session } = accounts(store());
		const [row] = await store().read.select().from(session).where(eq(session.id, id));
		expect(JSON.stringify(row)).not.toContain(secret);
		expect(await findSession(store(), `${id}.${row?.secretHash}`)).toBeNull();
		expect(row?.createdAt.toISOString()).toBe('2026-11-20T10:00:00.000Z');
		expect(row?.idleUntil.toISOString()).toBe('2026-11-20T10:45:00.000Z');
		expect(row?.endsAt.toISOString()).toBe('2026-11-20T22:00:00.000Z');
	});

	test.each<[Role, SessionKind, number, number]>([
		['learner', 'shared', minutes(30), hours(12)],
		['learner', 'own', hours(7 * 24), hours(30 * 24)],
		['trainer', 'shared', minutes(30), hours(12)],
		['trainer', 'own', hours(2), hours(12)],
		['administrator', 'shared', minutes(30), hours(8)],
		['administrator', 'own', minutes(30), hours(8)]
	])(
		'asvs:7.3.1 asvs:7.3.2 %s on a %s device: ends when idle, and in the end whatever happens',
		async (role, kind, idle, absolute) => {
			const idler = await signedIn(role, kind);
			pass(idle * 0.8);
			expect(await findSession(store(), idler.token)).not.toBeNull();
			pass(idle * 0.8);
			expect(await findSession(store(), idler.token)).not.toBeNull();
			pass(idle);
			expect(await findSession(store(), idler.token)).toBeNull();

			const busy = await signedIn(role, kind);
			const began = Date.now();
			while (Date.now() < began + absolute - hours(1) - idle) {
				pass(idle * 0.8);
				expect(await findSession(store(), busy.token)).not.toBeNull();
			}
			pass(absolute - (Date.now() - began));
			expect(await findSession(store(), busy.token)).toBeNull();
		}
	);

	test('a page view a minute writes once in five', async () => {
		const { token } = await signedIn('learner', 'shared');
		const write = vi.spyOn(store(), 'write');
		for (let i = 0; i < 20; i++) {
			pass(minutes(1));
			expect(await findSession(store(), token)).not.toBeNull();
		}
		expect(write.mock.calls.length).toBeGreaterThan(1);
		expect(write.mock.calls.length).toBeLessThanOrEqual(5);
		write.mockRestore();
	});

	test('asvs:7.4.1 signed out is out at once; the other devices stay in until all are ended', async () => {
		const { account, token } = await signedIn('learner', 'shared');
		const phone = await store().write((tx) => startSession(tx, account, 'own'));
		const stranger = await signedIn('learner', 'own');
		await endSession(store(), token.split('.')[0] as string);
		expect(await findSession(store(), token)).toBeNull();
		expect(await findSession(store(), phone)).not.toBeNull();
		await endAllSessions(store(), account.id);
		expect(await findSession(store(), phone)).toBeNull();
		expect(await findSession(store(), stranger.token)).not.toBeNull();
	});

	test('ended sessions leave the database when the next one starts', async () => {
		const { token } = await signedIn('learner', 'shared');
		pass(hours(1));
		await signedIn('learner', 'shared');
		const { session } = accounts(store());
		const rows = await store()
			.read.select()
			.from(session)
			.where(eq(session.id, token.split('.')[0] as string));
		expect(rows).toEqual([]);
	});
});
