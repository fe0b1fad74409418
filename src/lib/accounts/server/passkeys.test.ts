import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { minutes } from '#lib/server/clock.ts';
import { TestAuthenticator } from '#tests/support/authenticator.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { createAccount, type Account } from './accounts.ts';
import { factorsOf, hasFactor, removePasskey } from './factors.ts';
import { hashPassphrase } from './hashing.ts';
import { keepPasskey, registrationOptions } from './passkeys.ts';
import { signIn } from './signin.ts';
import { finishSignIn, waysToFinish } from './signin-second.ts';

const PASSPHRASE = 'slow tide over gravel';
const SITE = { name: 'Quay', host: 'learn.example', origin: 'https://learn.example' };

onBothEngines('passkeys', (store) => {
	let person: Account;
	let people = 0;
	beforeEach(async () => {
		vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T10:17:42Z') });
		person = await somebody();
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	async function somebody(): Promise<Account> {
		const passphraseHash = (await hashPassphrase(PASSPHRASE)) as string;
		const handle = `calm-otter-${++people}`;
		const rest = { recoveryHash: '-', role: 'learner', locale: 'en' } as const;
		const made = await store().write((tx) => createAccount(tx, { handle, passphraseHash, ...rest }));
		if (!made) throw new Error('no account');
		return made;
	}
	const challengeFor = async (account: Account) =>
		(await registrationOptions(store(), account.id, SITE)).challenge;
	async function withPasskey(account: Account): Promise<TestAuthenticator> {
		const device = new TestAuthenticator();
		const response = device.register({ ...SITE, challenge: await challengeFor(account) });
		const kept = await keepPasskey(store(), account.id, SITE, { response, label: 'blue key' });
		if (!kept.ok) throw new Error(kept.reason);
		return device;
	}
	async function asked({ handle }: Account): Promise<{ pending: string; challenge: string }> {
		const answer = await signIn(store(), { handle, passphrase: PASSPHRASE, kind: 'shared' });
		if (answer.ok || answer.reason !== 'second-step') throw new Error('no second step was asked for');
		const ways = await waysToFinish(store(), answer.pending, SITE);
		return { pending: answer.pending, challenge: ways?.passkey?.challenge ?? '' };
	}
	const finish = (pending: string, response: string) =>
		finishSignIn(store(), pending, { way: 'passkey', response, site: SITE });

	test('the browser is asked for no attestation, a checked person, and told neither account nor handle', async () => {
		const options = await registrationOptions(store(), person.id, SITE);
		expect(options).toMatchObject({
			attestation: 'none',
			rp: { id: 'learn.example', name: 'Quay' },
			authenticatorSelection: { residentKey: 'required', userVerification: 'required' }
		});
		const said = JSON.stringify(options) + Buffer.from(options.user.id, 'base64url').toString('latin1');
		expect(said).not.toContain(person.id);
		expect(said).not.toContain(person.handle);
		expect(Buffer.from(options.user.id, 'base64url')).toHaveLength(32);
		expect((await registrationOptions(store(), person.id, SITE)).user.id).not.toBe(options.user.id);
	});

	test('asvs:6.3.3 a passkey is kept, asked for at sign-in, and opens a session', async () => {
		const device = await withPasskey(person);
		expect(await factorsOf(store().read, person.id)).toMatchObject({
			passkeys: [{ label: 'blue key', createdMonth: '2026-11', isSynced: false }],
			codesLeft: 10
		});
		const { pending, challenge } = await asked(person);
		const answer = await finish(pending, device.signIn({ ...SITE, challenge }));
		expect(answer).toMatchObject({ ok: true, account: { id: person.id } });
	});

	test('an answer works once', async () => {
		const device = await withPasskey(person);
		const [first, second] = [await asked(person), await asked(person)];
		const response = device.signIn({ ...SITE, challenge: first.challenge });
		const answers = await Promise.all([finish(first.pending, response), finish(second.pending, response)]);
		expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
	});

	test.each([
		['made for another site', { origin: 'https://learn.example.evil.example' }],
		['bound to another host', { host: 'evil.example' }],
		['without a check of the person', { verified: false }],
		['with a challenge nobody gave', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }]
	])('an answer %s is refused, at both ends', async (_, change) => {
		const device = await withPasskey(person);
		const { pending, challenge } = await asked(person);
		const response = device.signIn({ ...SITE, challenge, ...change });
		expect(await finish(pending, response)).toEqual({ ok: false, reason: 'wrong' });

		const made = new TestAuthenticator().register({
			...SITE,
			challenge: await challengeFor(person),
			...change
		});
		expect(await keepPasskey(store(), person.id, SITE, { response: made, label: 'x' })).toEqual({
			ok: false,
			reason: 'refused'
		});
	});

	test('a challenge ends after five minutes, and counts for one person and one purpose', async () => {
		const other = await somebody();
		const [device, hers] = [await withPasskey(person), await withPasskey(other)];
		const { pending, challenge } = await asked(person);
		const wrong = { ok: false, reason: 'wrong' };
		expect(await finish(pending, hers.signIn({ ...SITE, challenge }))).toEqual(wrong);
		const foreign = (await asked(other)).challenge;
		expect(await finish(pending, device.signIn({ ...SITE, challenge: foreign }))).toEqual(wrong);
		const purpose = await challengeFor(person);
		expect(await finish(pending, device.signIn({ ...SITE, challenge: purpose }))).toEqual(wrong);

		const late = await challengeFor(person);
		vi.setSystemTime(Date.now() + minutes(5));
		const made = new TestAuthenticator().register({ ...SITE, challenge: late });
		expect(await keepPasskey(store(), person.id, SITE, { response: made, label: 'x' })).toMatchObject({
			ok: false
		});
	});

	test('a copied key is noticed when its counter falls behind', async () => {
		const device = await withPasskey(person);
		const answerWith = async (counter: number) => {
			const { pending, challenge } = await asked(person);
			return (await finish(pending, device.signIn({ ...SITE, challenge, counter }))).ok;
		};
		expect(await answerWith(7)).toBe(true);
		expect(await answerWith(7)).toBe(false);
		expect(await answerWith(8)).toBe(true);
	});

	test.each(['', '{}', 'null', '[]', '{"id":1}', '{"response":{"clientDataJSON":"e30"}}', '\0'])(
		'asvs:1.5.2 %j is no answer',
		async (sent) => {
			await withPasskey(person);
			const { pending } = await asked(person);
			expect(await finish(pending, sent)).toEqual({ ok: false, reason: 'wrong' });
			expect(await keepPasskey(store(), person.id, SITE, { response: sent, label: 'x' })).toEqual({
				ok: false,
				reason: 'refused'
			});
		}
	);

	test('a passkey belongs to one account, and ten are enough', async () => {
		const other = await somebody();
		const device = await withPasskey(person);
		const again = device.register({ ...SITE, challenge: await challengeFor(other) });
		expect(await keepPasskey(store(), other.id, SITE, { response: again, label: 'x' })).toMatchObject({
			reason: 'refused'
		});
		for (let i = 1; i < 10; i++) await withPasskey(person);
		await expect(withPasskey(person)).rejects.toThrow('many');
	});

	test("nobody removes another's passkey; with the last one its recovery codes go", async () => {
		const other = await somebody();
		const device = await withPasskey(person);
		await removePasskey(store(), other.id, device.id);
		expect(await hasFactor(store().read, person.id)).toBe(true);
		await removePasskey(store(), person.id, device.id);
		expect(await factorsOf(store().read, person.id)).toEqual({
			hasApp: false,
			passkeys: [],
			codesLeft: 0
		});
	});
});
