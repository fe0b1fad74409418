import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import {
	generateAuthenticationOptions,
	generateRegistrationOptions,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
	type AuthenticationResponseJSON,
	type RegistrationResponseJSON
} from '@simplewebauthn/server';
import { isTaken, StoreFailure } from '#lib/server/store/failure.ts';
import type { Store, Tx } from '#lib/server/store/store.ts';
import { newChallenge, takeChallenge } from './challenges.ts';
import { record } from './events.ts';
import { firstRecoveryCodes } from './recovery-codes.ts';
import { accounts } from './tables.ts';

/** Where a passkey is made and used: it works for this exact host alone. */
export interface Site {
	name: string;
	/** `learn.example` */
	host: string;
	/** `https://learn.example` */
	origin: string;
}

/** More than anybody needs, fewer than a flood. */
const MOST = 10;
const LONGEST_LABEL = 40;

/** COSE: Ed25519, ES256, RS256. Named, so that a library's new default is not ours unseen. */
const ALGORITHMS = [-8, -7, -257];

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const fromBase64url = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));

const passkeysOf = (store: Store, accountId: string) => {
	const { passkey } = accounts(store.read);
	return store.read.select().from(passkey).where(eq(passkey.accountId, accountId));
};

/**
 * What the browser needs to make a passkey: no attestation (it names the device), and the person checked by the
 * device. The user handle is random and kept nowhere here; neither it nor the name leads to the account.
 */
export async function registrationOptions(store: Store, accountId: string, site: Site) {
	const known = await passkeysOf(store, accountId);
	return generateRegistrationOptions({
		rpName: site.name,
		rpID: site.host,
		userName: site.name,
		userID: new Uint8Array(randomBytes(32)),
		challenge: await newChallenge(store, accountId, 'registration'),
		attestationType: 'none',
		authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
		excludeCredentials: known.map(({ id }) => ({ id })),
		supportedAlgorithmIDs: ALGORITHMS,
		timeout: 300_000
	});
}

export type Registration =
	/** `codes`: ten recovery codes, to be shown once; null when she has some from another factor. */
	{ ok: true; codes: string[] | null } | { ok: false; reason: 'refused' | 'many' };

/** Keeps a new passkey, from the browser's answer as JSON and its owner's word for it. */
export async function keepPasskey(
	store: Store,
	accountId: string,
	site: Site,
	sent: { response: string; label: string }
): Promise<Registration> {
	const made = await verified(() =>
		verifyRegistrationResponse({
			response: JSON.parse(sent.response) as RegistrationResponseJSON,
			expectedChallenge: (value) => takeChallenge(store, accountId, 'registration', value),
			expectedOrigin: site.origin,
			expectedRPID: site.host,
			requireUserVerification: true,
			supportedAlgorithmIDs: ALGORITHMS
		})
	);
	if (!made?.verified) return { ok: false, reason: 'refused' };
	const { credential, credentialBackedUp } = made.registrationInfo;
	const row = {
		id: credential.id,
		accountId,
		publicKey: base64url(credential.publicKey),
		counter: credential.counter,
		isSynced: credentialBackedUp,
		label: sent.label.trim().slice(0, LONGEST_LABEL),
		createdMonth: new Date().toISOString().slice(0, 7)
	};
	try {
		return await store.write(async (tx): Promise<Registration> => {
			const { passkey } = accounts(tx);
			const many = (await tx.$count(passkey, eq(passkey.accountId, accountId))) >= MOST;
			if (many) return { ok: false, reason: 'many' };
			await tx.insert(passkey).values(row);
			await record(tx, { kind: 'factor-added', accountId, byId: accountId });
			return { ok: true, codes: await firstRecoveryCodes(tx, accountId) };
		});
	} catch (error) {
		if (isTaken(error)) return { ok: false, reason: 'refused' };
		throw error;
	}
}

/** What the browser needs to sign with one of the account's passkeys; null when it has none. */
export async function authenticationOptions(store: Store, accountId: string, site: Site) {
	const known = await passkeysOf(store, accountId);
	if (!known.length) return null;
	return generateAuthenticationOptions({
		rpID: site.host,
		challenge: await newChallenge(store, accountId, 'sign-in'),
		allowCredentials: known.map(({ id }) => ({ id })),
		userVerification: 'required',
		timeout: 300_000
	});
}

/** Checks the browser's answer (JSON) and moves the passkey's counter; false for anything that is not right. */
export async function checkPasskey(
	store: Store,
	accountId: string,
	site: Site,
	sent: string
): Promise<boolean> {
	const known = await passkeysOf(store, accountId);
	const answer = await verified(async () => {
		const response = JSON.parse(sent) as AuthenticationResponseJSON;
		const key = known.find(({ id }) => id === response.id);
		if (!key) return null;
		const { authenticationInfo, verified: isRight } = await verifyAuthenticationResponse({
			response,
			expectedChallenge: (value) => takeChallenge(store, accountId, 'sign-in', value),
			expectedOrigin: site.origin,
			expectedRPID: site.host,
			credential: { id: key.id, publicKey: fromBase64url(key.publicKey), counter: key.counter },
			requireUserVerification: true
		});
		return isRight ? { id: key.id, counter: authenticationInfo.newCounter } : null;
	});
	if (!answer) return false;
	await store.write((tx) => moveCounter(tx, answer));
	return true;
}

async function moveCounter(tx: Tx, { id, counter }: { id: string; counter: number }): Promise<void> {
	const { passkey } = accounts(tx);
	await tx.update(passkey).set({ counter }).where(eq(passkey.id, id));
}

/** The library throws for every kind of wrong answer, and for JSON of any other shape. */
async function verified<T>(check: () => Promise<T>): Promise<T | null> {
	try {
		return await check();
	} catch (error) {
		if (error instanceof StoreFailure) throw error;
		return null;
	}
}
