import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { freshSqlite, onBothEngines } from '#tests/support/database.ts';
import type { Store } from '#lib/server/store/store.ts';
import { createAccount, hasStaff } from './accounts.ts';
import { suggestHandle } from './handles.ts';
import { findInvitation, invite } from './invitations.ts';
import { suggestPassphrase } from './passphrases.ts';
import { newRecoveryPhrase } from './recovery.ts';
import { findSession } from './sessions.ts';
import { findSetup, openSetup, setUp } from './setup.ts';
import { signIn } from './signin.ts';
import { signUp } from './signup.ts';
import { accounts } from './tables.ts';

const entry = () => ({
	handle: suggestHandle(),
	passphrase: suggestPassphrase('en'),
	recoveryPhrase: newRecoveryPhrase(),
	locale: 'ar'
});

const hours = (n: number) => n * 3_600_000;

async function codeFor(store: Store): Promise<string> {
	const by = await store.write((tx) =>
		createAccount(tx, {
			handle: suggestHandle(),
			passphraseHash: '-',
			recoveryHash: '-',
			role: 'trainer',
			locale: 'en'
		})
	);
	const made =
		by && (await invite(store, by, { role: 'learner', cohortId: 'cohort-a', cohortRole: 'member' }));
	if (!made) throw new Error('no invitation');
	return made.code;
}

const count = async (store: Store) => {
	const { account, session, invitationUse } = accounts(store);
	return [
		await store.read.$count(account),
		await store.read.$count(session),
		await store.read.$count(invitationUse)
	];
};

onBothEngines('joining', (store) => {
	test('a code becomes an account, a place and a session; the passphrase opens it again', async () => {
		const wanted = { ...entry(), code: await codeFor(store()) };
		const joined = await signUp(store(), wanted, async (tx, accountId, { cohortId, cohortRole }) => ({
			accountId,
			cohortId,
			cohortRole
		}));
		if (!joined.ok) throw new Error(joined.reason);
		expect(joined.account).toMatchObject({ handle: wanted.handle, role: 'learner', locale: 'ar' });
		expect(joined.joined).toEqual({
			accountId: joined.account.id,
			cohortId: 'cohort-a',
			cohortRole: 'member'
		});
		expect((await findSession(store(), joined.token))?.account.id).toBe(joined.account.id);
		expect(await signIn(store(), { ...wanted, kind: 'shared' })).toMatchObject({ ok: true });
		expect(await findInvitation(store(), wanted.code)).toEqual({ ok: false, reason: 'used' });
	});

	test('each thing wrong has its reason, and leaves nothing behind', async () => {
		const code = await codeFor(store());
		const taken = suggestHandle();
		await store().write((tx) =>
			createAccount(tx, {
				handle: taken,
				passphraseHash: '-',
				recoveryHash: '-',
				role: 'learner',
				locale: 'en'
			})
		);
		const before = await count(store());
		const join = vi.fn(async () => null);
		for (const [wrong, reason] of [
			[{ code: 'x'.repeat(20) }, 'code-unknown'],
			[{ code: '' }, 'code-unknown'],
			[{ handle: 'a' }, 'handle-short'],
			[{ handle: 'real name' }, 'handle-characters'],
			[{ handle: taken.toUpperCase() }, 'handle-taken'],
			[{ passphrase: 'short' }, 'passphrase-short'],
			[{ passphrase: 'password1234' }, 'passphrase-common'],
			[{ recoveryPhrase: '1234' }, 'recovery-malformed']
		] as const) {
			const answer = await signUp(store(), { ...entry(), code, ...wrong }, join);
			expect(answer).toEqual({ ok: false, reason });
		}
		expect(join).not.toHaveBeenCalled();
		expect(await count(store())).toEqual(before);
		expect(await signUp(store(), { ...entry(), code }, join)).toMatchObject({ ok: true });
	});

	test('asvs:2.3.3 when the place it leads to fails, there is no account, no session, and the code is still good', async () => {
		const code = await codeFor(store());
		const before = await count(store());
		const failing = signUp(store(), { ...entry(), code }, async () => {
			throw new Error('no such cohort');
		});
		await expect(failing).rejects.toThrow('no such cohort');
		expect(await count(store())).toEqual(before);
		expect(await findInvitation(store(), code)).toMatchObject({ ok: true });
	});

	test('asvs:2.3.4 of twenty people with one code one has an account', async () => {
		const code = await codeFor(store());
		const [before] = await count(store());
		const answers = await Promise.all(
			Array.from({ length: 20 }, () => signUp(store(), { ...entry(), code }, async () => null))
		);
		expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
		for (const answer of answers) if (!answer.ok) expect(answer.reason).toBe('code-used');
		expect((await count(store()))[0]).toBe((before as number) + 1);
	});

	test('of ten people who want one handle one gets it, and the others keep their codes', async () => {
		const handle = suggestHandle();
		const codes = await Promise.all(Array.from({ length: 10 }, () => codeFor(store())));
		const answers = await Promise.all(
			codes.map((code) => signUp(store(), { ...entry(), handle, code }, async () => null))
		);
		expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
		const stillGood = await Promise.all(codes.map((code) => findInvitation(store(), code)));
		expect(stillGood.filter((found) => found.ok)).toHaveLength(9);
	});
});

onBothEngines('setting up', (store) => {
	test('the address opens once, for an hour, for the first person only', async () => {
		vi.useFakeTimers({ toFake: ['Date'] });
		const first = (await openSetup(store())) as string;
		const second = (await openSetup(store())) as string;
		expect(await findSetup(store(), first)).toBe(false);
		expect(await findSetup(store(), second)).toBe(true);
		vi.setSystemTime(Date.now() + hours(1));
		expect(await findSetup(store(), second)).toBe(false);
		expect(await setUp(store(), second, entry())).toEqual({ ok: false, reason: 'closed' });
		expect(await hasStaff(store().read)).toBe(false);
		vi.useRealTimers();

		const third = (await openSetup(store())) as string;
		const { setup } = accounts(store());
		expect(JSON.stringify(await store().read.select().from(setup))).not.toContain(third);
		expect(await setUp(store(), third, { ...entry(), passphrase: 'short' })).toEqual({
			ok: false,
			reason: 'passphrase-short'
		});
		expect(await findSetup(store(), third)).toBe(true);
		const answers = await Promise.all(Array.from({ length: 8 }, () => setUp(store(), third, entry())));
		const won = answers.filter((answer) => answer.ok);
		expect(won).toHaveLength(1);
		expect(won[0]).toMatchObject({ account: { role: 'administrator' } });
		for (const answer of answers) if (!answer.ok) expect(answer.reason).toBe('closed');
		expect(await store().read.$count(accounts(store()).account)).toBe(1);
		expect(await findSetup(store(), third)).toBe(false);
		expect(await openSetup(store())).toBeNull();
	});

	test('an invented address opens nothing', async () => {
		for (const token of ['', 'x', 'a'.repeat(5000)]) expect(await findSetup(store(), token)).toBe(false);
	});
});

test('no secret of a newcomer is in the bytes of the database', async () => {
	const { store, folder, drop } = await freshSqlite();
	const wanted = { ...entry(), code: await codeFor(store) };
	const joined = await signUp(store, wanted, async () => null);
	if (!joined.ok) throw new Error(joined.reason);
	const files = await Promise.all(
		['kade.db', 'kade.db-wal'].map((name) => readFile(path.join(folder, name)))
	);
	const bytes = Buffer.concat(files);
	// The handle must be there, or this test looks at the wrong file.
	expect(bytes.includes(wanted.handle)).toBe(true);
	const secrets = [
		wanted.passphrase,
		wanted.recoveryPhrase,
		wanted.recoveryPhrase.replaceAll(' ', ''),
		wanted.code,
		wanted.code.replaceAll('-', ''),
		joined.token.split('.')[1] as string
	];
	for (const secret of secrets) expect(bytes.includes(secret)).toBe(false);
	await drop();
});
