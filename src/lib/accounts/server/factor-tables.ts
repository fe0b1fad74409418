import type { Kit } from '#lib/server/store/columns.sqlite.ts';

/** What a signed challenge may be used for. */
export const CHALLENGE_PURPOSES: ['registration', 'sign-in'] = ['registration', 'sign-in'];
export type ChallengePurpose = (typeof CHALLENGE_PURPOSES)[number];

/**
 * The tables of second factors: part of the accounts room's own, in a file of their own.
 *
 * @param accountId makes a column that holds an account's id and goes with it
 */
export function factorTables(kit: Kit, accountId: () => ReturnType<ReturnType<Kit['str']>['notNull']>) {
	const { table, str, word, int, bool, time, index, primaryKey } = kit;
	/** An authenticator app. */
	const totp = table('totp', {
		accountId: accountId().primaryKey(),
		/** Base32. The app holds the same: it cannot be hashed. */
		secret: str('secret').notNull(),
		/** The last half minute (counted from 1970) whose code was taken; null until one was: only then it counts. */
		lastStep: int('last_step')
	});
	const passkey = table(
		'passkey',
		{
			/** The credential's id, chosen by the device. */
			id: str('id').primaryKey(),
			accountId: accountId(),
			/** COSE key, base64url. */
			publicKey: str('public_key').notNull(),
			counter: int('counter').notNull(),
			/** Whether the device says that it copies the passkey to a cloud. */
			isSynced: bool('is_synced').notNull(),
			/** The owner's own word for it. */
			label: str('label').notNull(),
			/** `YYYY-MM`. */
			createdMonth: str('created_month').notNull()
		},
		(t) => [index('passkey_account').on(t.accountId)]
	);
	/** Codes not used yet: a used one has no row. */
	const recoveryCode = table(
		'recovery_code',
		{
			/** SHA-256 of 120 random bits. */
			hash: str('hash').primaryKey(),
			accountId: accountId()
		},
		(t) => [index('recovery_code_account').on(t.accountId)]
	);
	/** What a passkey is asked to sign. Taken out when it comes back: each one works once. */
	const challenge = table(
		'challenge',
		{
			/** 32 random bytes, base64url. */
			value: str('value').primaryKey(),
			accountId: accountId(),
			purpose: word('purpose', CHALLENGE_PURPOSES).notNull(),
			expiresAt: time('expires_at').notNull()
		},
		(t) => [index('challenge_expires_at').on(t.expiresAt)]
	);
	/** A right passphrase that still waits for its second step. It opens nothing but that step. */
	const pendingSignIn = table(
		'pending_sign_in',
		{
			/** SHA-256 of the token in the form. */
			tokenHash: str('token_hash').primaryKey(),
			accountId: accountId(),
			kind: word('kind', ['shared', 'own']).notNull(),
			/** The device whose cookie came along, or `''`. */
			deviceId: str('device_id').notNull(),
			expiresAt: time('expires_at').notNull()
		},
		(t) => [index('pending_sign_in_expires_at').on(t.expiresAt)]
	);
	/** A device its owner called her own: its cookie gives her tries that nobody else can use up. */
	const device = table(
		'device',
		{
			id: str('id').primaryKey(),
			accountId: accountId(),
			/** SHA-256 of the secret half of the cookie. */
			secretHash: str('secret_hash').notNull(),
			/** The start of a day. */
			expiresAt: time('expires_at').notNull()
		},
		(t) => [index('device_account').on(t.accountId), index('device_expires_at').on(t.expiresAt)]
	);
	/** Wrong codes of an authenticator app in one day, for an account and one device of hers (or `''`). */
	const wrongCodes = table(
		'wrong_codes',
		{
			accountId: accountId(),
			deviceId: str('device_id').notNull(),
			/** `YYYY-MM-DD`. */
			day: str('day').notNull(),
			count: int('count').notNull()
		},
		(t) => [primaryKey({ columns: [t.accountId, t.deviceId] })]
	);
	return { totp, passkey, recoveryCode, challenge, pendingSignIn, device, wrongCodes };
}
