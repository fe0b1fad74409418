import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { days, minutes } from '#lib/server/clock.ts';
import { fingerprint } from '#lib/server/secrets.ts';
import type { Store } from '#lib/server/store/store.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { createAccount, type Account } from './accounts.ts';
import { eventsOf } from './events.ts';
import { factorsOf, removeApp } from './factors.ts';
import { hashPassphrase } from './hashing.ts';
import { renewRecoveryCodes } from './recovery-codes.ts';
import { endAllSessions, findSession } from './sessions.ts';
import { signIn, type SignedIn } from './signin.ts';
import { finishSignIn, waysToFinish } from './signin-second.ts';
import { accounts } from './tables.ts';
import { beginTotp, confirmTotp, unconfirmedSecret } from './totp.ts';

const PASSPHRASE = 'slow tide over gravel';
const SITE = { name: 'Quay', host: 'learn.example', origin: 'https://learn.example' };
const START = new Date('2026-11-20T10:17:42Z');

interface Person {
	account: Account;
	secret: string;
	codes: string[];
}

let people = 0;
async function aPerson(store: Store): Promise<Person> {
	const passphraseHash = (await hashPassphrase(PASSPHRASE)) as string;
	const account = await store.write((tx) =>
		createAccount(tx, {
			handle: `teal-heron-${++people}`,
			passphraseHash,
			recoveryHash: '-',
			role: 'trainer',
			locale: 'en'
		})
	);
	if (!account) throw new Error('no account');
	await beginTotp(store, account.id);
	const secret = (await unconfirmedSecret(store.read, account.id)) ?? '';
	const confirmed = await confirmTotp(store, account.id, codeOf(secret));
	if (!confirmed.ok || !confirmed.codes) throw new Error('the app was not confirmed');
	pass(minutes(1));
	return { account, secret, codes: confirmed.codes };
}

const codeOf = (secret: string, at = Date.now()): string =>
	new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });
/** Six digits that are not a code around now. */
function wrongCode(secret: string): string {
	const right = [-60_000, -30_000, 0, 30_000, 60_000].map((ms) => codeOf(secret, Date.now() + ms));
	return ['000000', '111111', '222222', '333333', '444444', '555555'].find(
		(code) => !right.includes(code)
	) as string;
}
const pass = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

onBothEngines('the second step of signing in', (store) => {
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ['Date'], now: START });
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	async function pendingOf(person: Person, more: { kind?: 'own' | 'shared'; device?: string } = {}) {
		const { handle } = person.account;
		const answer = await signIn(store(), { handle, passphrase: PASSPHRASE, kind: 'shared', ...more });
		if (answer.ok || answer.reason !== 'second-step') throw new Error('no second step was asked for');
		return answer.pending;
	}
	const withApp = (pending: string, code: string) => finishSignIn(store(), pending, { way: 'app', code });
	const withCode = (pending: string, code: string) =>
		finishSignIn(store(), pending, { way: 'recovery', code });

	test('asvs:6.3.3 a right passphrase alone starts no session; the code does', async () => {
		const person = await aPerson(store());
		const pending = await pendingOf(person);
		expect(await findSession(store(), pending)).toBeNull();
		const { session } = accounts(store());
		expect(await store().read.select().from(session)).toEqual([]);

		const answer = await withApp(pending, codeOf(person.secret));
		if (!answer.ok) throw new Error(answer.reason);
		expect(answer.account).toEqual(person.account);
		expect((await findSession(store(), answer.token))?.account.id).toBe(person.account.id);
		await endAllSessions(store(), person.account.id);
	});

	test('asvs:6.5.1 a code of the app works once, also for twenty at the same moment', async () => {
		const person = await aPerson(store());
		const pendings = [];
		for (let i = 0; i < 20; i++) pendings.push(await pendingOf(person));
		const code = codeOf(person.secret);
		const answers = await Promise.all(pendings.map((pending) => withApp(pending, code)));
		expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
		pass(minutes(6));
		expect(await withApp(await pendingOf(person), code)).toEqual({ ok: false, reason: 'wrong' });
	});

	test('asvs:6.5.1 a code from before the last used one works no more', async () => {
		const person = await aPerson(store());
		const earlier = codeOf(person.secret);
		pass(30_000);
		expect((await withApp(await pendingOf(person), codeOf(person.secret))).ok).toBe(true);
		expect(await withApp(await pendingOf(person), earlier)).toEqual({ ok: false, reason: 'wrong' });
	});

	test.each([
		[-30_000, true],
		[30_000, true],
		[-60_000, false],
		[60_000, false]
	])('a clock %i ms off is taken: %s', async (off, taken) => {
		const person = await aPerson(store());
		const answer = await withApp(await pendingOf(person), codeOf(person.secret, Date.now() + off));
		expect(answer.ok).toBe(taken);
	});

	test('digits of other scripts and spaces are read', async () => {
		const person = await aPerson(store());
		const arabic = codeOf(person.secret).replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)] ?? '');
		const typed = ` ${arabic.slice(0, 3)} ${arabic.slice(3)}`;
		expect((await withApp(await pendingOf(person), typed)).ok).toBe(true);
	});

	test.each(['', '12345', '1234567', 'abcdef', '12345\0', '９９９９'])('%j is no code', async (typed) => {
		const person = await aPerson(store());
		expect(await withApp(await pendingOf(person), typed)).toEqual({ ok: false, reason: 'wrong' });
	});

	test('asvs:6.5.1 a recovery code works once, also for twenty at the same moment', async () => {
		const person = await aPerson(store());
		const pendings = [];
		for (let i = 0; i < 20; i++) pendings.push(await pendingOf(person));
		const [code = ''] = person.codes;
		const answers = await Promise.all(
			pendings.map((pending) => withCode(pending, code.toUpperCase().replaceAll('-', ' ')))
		);
		expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
		expect((await factorsOf(store().read, person.account.id)).codesLeft).toBe(9);
	});

	test("somebody else's recovery code, and an old one, do not work", async () => {
		const [person, other] = [await aPerson(store()), await aPerson(store())];
		const old = person.codes[3] as string;
		const fresh = await store().write((tx) => renewRecoveryCodes(tx, person.account.id));
		for (const code of [other.codes[0] as string, old])
			expect(await withCode(await pendingOf(person), code)).toEqual({ ok: false, reason: 'wrong' });
		expect((await withCode(await pendingOf(person), fresh[9] as string)).ok).toBe(true);
		expect((await withCode(await pendingOf(other), other.codes[0] as string)).ok).toBe(true);
	});

	test('asvs:6.5.2 recovery codes have 120 bits and are stored as hashes alone', async () => {
		const person = await aPerson(store());
		expect(new Set(person.codes).size).toBe(10);
		for (const code of person.codes)
			expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){5}[0-9a-hjkmnp-tv-z]{4}$/);
		const { recoveryCode } = accounts(store());
		const rows = await store().read.select().from(recoveryCode);
		const hashes = person.codes.map((code) => fingerprint(code.replaceAll('-', '')));
		expect(rows.map(({ hash }) => hash)).toEqual(expect.arrayContaining(hashes));
		expect(JSON.stringify(rows)).not.toContain(person.codes[0]?.replaceAll('-', ''));
	});

	test('asvs:6.3.1 five tries, then one in five minutes, and twenty wrong in a day', async () => {
		const person = await aPerson(store());
		const wrong = async () => withApp(await pendingOf(person), wrongCode(person.secret));
		for (let i = 0; i < 5; i++) expect(await wrong()).toEqual({ ok: false, reason: 'wrong' });
		expect(await wrong()).toEqual({ ok: false, reason: 'wait', retryAfter: 300 });
		expect(await withApp(await pendingOf(person), codeOf(person.secret))).toMatchObject({ reason: 'wait' });
		for (let i = 5; i < 20; i++) {
			pass(minutes(5));
			expect(await wrong()).toEqual({ ok: false, reason: 'wrong' });
		}
		pass(minutes(5));
		expect(await withApp(await pendingOf(person), codeOf(person.secret))).toEqual({
			ok: false,
			reason: 'enough'
		});
		expect((await withCode(await pendingOf(person), person.codes[0] as string)).ok).toBe(true);
		pass(days(1));
		expect((await withApp(await pendingOf(person), codeOf(person.secret))).ok).toBe(true);
	});

	test('a right recovery code is never refused for the wrong ones of others', async () => {
		const person = await aPerson(store());
		for (let i = 0; i < 5; i++)
			expect(await withCode(await pendingOf(person), 'no such code')).toMatchObject({ reason: 'wrong' });
		expect(await withCode(await pendingOf(person), 'no such code')).toMatchObject({ reason: 'wait' });
		expect((await withCode(await pendingOf(person), person.codes[0] as string)).ok).toBe(true);
	});

	test('a pending sign-in ends after five minutes, works once, and cannot be invented', async () => {
		const person = await aPerson(store());
		const ended = { ok: false, reason: 'ended' };
		const late = await pendingOf(person);
		pass(minutes(5));
		expect(await waysToFinish(store(), late, SITE)).toBeNull();
		expect(await withApp(late, codeOf(person.secret))).toEqual(ended);

		const used = await pendingOf(person);
		expect((await withCode(used, person.codes[0] as string)).ok).toBe(true);
		expect(await withCode(used, person.codes[1] as string)).toEqual(ended);
		for (const invented of ['', 'x', fingerprint(used)])
			expect(await withApp(invented, codeOf(person.secret))).toEqual(ended);
	});

	test('a pending sign-in of one person opens nothing of another', async () => {
		const [person, other] = [await aPerson(store()), await aPerson(store())];
		const answer = await withApp(await pendingOf(person), codeOf(other.secret));
		expect(answer).toEqual({ ok: false, reason: 'wrong' });
	});

	test('ending all sessions ends sign-ins that are half-way', async () => {
		const person = await aPerson(store());
		const pending = await pendingOf(person);
		await endAllSessions(store(), person.account.id);
		expect(await withApp(pending, codeOf(person.secret))).toEqual({ ok: false, reason: 'ended' });
	});

	test('an app counts only after its first code, and is replaced only once it was removed', async () => {
		const person = await aPerson(store());
		expect(await beginTotp(store(), person.account.id)).toBe(false);
		expect(await unconfirmedSecret(store().read, person.account.id)).toBeNull();
		await removeApp(store(), person.account.id);
		expect(await factorsOf(store().read, person.account.id)).toEqual({
			hasApp: false,
			passkeys: [],
			codesLeft: 0
		});
		expect(await beginTotp(store(), person.account.id)).toBe(true);
		const { handle } = person.account;
		const answer = await signIn(store(), { handle, passphrase: PASSPHRASE, kind: 'shared' });
		expect(answer.ok).toBe(true);
		const secret = (await unconfirmedSecret(store().read, person.account.id)) ?? '';
		expect(secret).not.toBe(person.secret);
		expect(await confirmTotp(store(), person.account.id, codeOf(person.secret))).toMatchObject({ ok: false });
		expect(await confirmTotp(store(), person.account.id, codeOf(secret))).toMatchObject({ ok: true });
		await pendingOf(person);
	});

	test('asvs:6.1.1 while somebody guesses, the owner signs in from her own device', async () => {
		const person = await aPerson(store());
		const first = (await withApp(
			await pendingOf(person, { kind: 'own' }),
			codeOf(person.secret)
		)) as SignedIn;
		const device = first.device?.token as string;
		expect(device).toMatch(/^[0-9a-z]{16}\.[\w-]{43}$/);

		// An attack with the passphrase of nobody, and one with the right one, empty both buckets from elsewhere.
		const { handle } = person.account;
		const guess = (more: object = {}) =>
			signIn(store(), { handle, passphrase: 'a wrong guess', kind: 'shared', ...more });
		const stolen = await pendingOf(person);
		for (let i = 0; i < 6; i++) await guess();
		for (let i = 0; i < 6; i++) await withApp(stolen, wrongCode(person.secret));
		expect(await guess()).toMatchObject({ reason: 'wait' });
		expect(await withApp(stolen, codeOf(person.secret))).toMatchObject({ reason: 'wait' });

		pass(30_000);
		const again = await pendingOf(person, { kind: 'own', device });
		const answer = (await withApp(again, codeOf(person.secret))) as SignedIn;
		expect(answer.ok).toBe(true);
		// The cookie is renewed, and the old one is worth nothing more.
		expect(answer.device?.token).not.toBe(device);
		expect(await guess({ device })).toMatchObject({ reason: 'wait' });
		// With the device in hand there are five tries as well, no more.
		const own = answer.device?.token;
		for (let i = 0; i < 5; i++) expect(await guess({ device: own })).toMatchObject({ reason: 'wrong' });
		expect(await guess({ device: own })).toMatchObject({ reason: 'wait' });
	});

	test.each(['none', 'invented', 'forged', 'of somebody else', 'too old', 'forgotten'])(
		'asvs:6.1.1 a device cookie that is %s gives no more tries',
		async (which) => {
			const [person, other] = [await aPerson(store()), await aPerson(store())];
			const owner = which === 'of somebody else' ? other : person;
			const signedIn = (await withApp(
				await pendingOf(owner, { kind: 'own' }),
				codeOf(owner.secret)
			)) as SignedIn;
			const right = signedIn.device?.token as string;
			if (which === 'too old') pass(days(32));
			if (which === 'forgotten') await endAllSessions(store(), person.account.id);
			const device = {
				none: '',
				invented: 'x',
				forged: right.slice(0, -4) + (right.endsWith('AAAA') ? 'BBBB' : 'AAAA')
			}[which];
			const guess = () =>
				signIn(store(), {
					handle: person.account.handle,
					passphrase: 'a wrong guess',
					kind: 'shared',
					device: device ?? right
				});
			for (let i = 0; i < 5; i++)
				await signIn(store(), { handle: person.account.handle, passphrase: 'no', kind: 'shared' });
			expect(await guess()).toMatchObject({ reason: 'wait' });
		}
	);

	test('what touched the safety of an account is in its trail, each with its hour', async () => {
		const person = await aPerson(store());
		await withCode(await pendingOf(person), person.codes[0] as string);
		await removeApp(store(), person.account.id);
		const trail = await eventsOf(store(), person.account.id);
		expect(trail.map(({ kind, actor }) => `${kind} ${actor}`).toSorted()).toEqual([
			'factor-added owner',
			'factor-removed owner',
			'recovery-code-used nobody',
			'recovery-codes-made owner'
		]);
	});

	test('a shared device is not remembered', async () => {
		const person = await aPerson(store());
		const answer = (await withApp(await pendingOf(person), codeOf(person.secret))) as SignedIn;
		expect(answer.device).toBeNull();
	});
});
