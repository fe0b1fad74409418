import { eq } from 'drizzle-orm';
import { returnToken, takeToken, type Limit } from '#lib/server/rate-limits.ts';
import { minutes } from '#lib/server/clock.ts';
import { fingerprint } from '#lib/server/secrets.ts';
import type { Store, Tx } from '#lib/server/store/store.ts';
import { findByHandle, type Account } from './accounts.ts';
import { findDevice, rememberDevice, type DeviceCookie } from './devices.ts';
import { hasFactor } from './factors.ts';
import { handleKey } from './handles.ts';
import { BUSY_SECONDS, hashPassphrase, isBusy, isOutdated, verifyPassphrase } from './hashing.ts';
import { startSession } from './sessions.ts';
import { openPending } from './signin-pending.ts';
import { isSuspended } from './suspension.ts';
import { accounts, type SessionKind } from './tables.ts';

/** Five tries, then one a minute (The Auth Book). Per handle: an address is neither kept nor looked at. */
const TRIES: Limit = { burst: 5, refill: minutes(1) };

/**
 * The bucket of a handle, known or not: both run dry alike. Only twenty bits of its hash are kept, so that the row
 * does not tell what was typed (a real name, a passphrase in the wrong field), and a flood of names stays bounded.
 * A device its owner signed in on before has a bucket of its own: guesses from elsewhere cannot lock her out.
 */
const bucketOf = (handle: string, deviceId: string): string =>
	deviceId ? `sign-in:device:${deviceId}` : `sign-in:${fingerprint(handleKey(handle)).slice(0, 5)}`;

export type SignInRefusal =
	/** Unknown handle or wrong passphrase: nobody is told which. */
	| { ok: false; reason: 'wrong' }
	/** Said after the right passphrase only. */
	| { ok: false; reason: 'suspended' }
	/** Too many tries for this handle, or too many people at once. Seconds. */
	| { ok: false; reason: 'wait' | 'busy'; retryAfter: number };

/** Signed in: the token for the session cookie and, on the person's own device, the one for the device cookie. */
export interface SignedIn {
	ok: true;
	token: string;
	account: Account;
	device: DeviceCookie | null;
}

/** The passphrase is right and a second step is asked for: the token for its form, good for five minutes. */
export interface SecondStepAsked {
	ok: false;
	reason: 'second-step';
	pending: string;
}

export type SignIn = SignedIn | SecondStepAsked | SignInRefusal;

export interface SignInTry {
	handle: string;
	passphrase: string;
	kind: SessionKind;
	/** The device cookie, if the browser sent one. */
	device?: string | null;
}

/** The first step: the passphrase. Refusals reveal nobody. */
export async function signIn(store: Store, tried: SignInTry): Promise<SignIn> {
	const busy = { ok: false, reason: 'busy', retryAfter: BUSY_SECONDS } as const;
	if (isBusy()) return busy;
	const device = await findDevice(store.read, tried.device ?? null);
	const deviceId = device?.handleKey === handleKey(tried.handle) ? device.id : '';
	const bucket = bucketOf(tried.handle, deviceId);
	const retryAfter = await store.write((tx) => takeToken(tx, accounts(tx).bucket, bucket, TRIES));
	if (retryAfter) return { ok: false, reason: 'wait', retryAfter };

	const found = await findByHandle(store.read, tried.handle);
	const right = await verifyPassphrase(found?.passphraseHash ?? null, tried.passphrase);
	if (right === null) return busy;
	if (!right || !found) return { ok: false, reason: 'wrong' };

	const renewed = isOutdated(found.passphraseHash) ? await hashPassphrase(tried.passphrase) : null;
	const { passphraseHash: checked, ...account } = found;
	return store.write(async (tx): Promise<SignIn> => {
		const tables = accounts(tx);
		await returnToken(tx, tables.bucket, bucket, TRIES);
		if (renewed) {
			// Only over the hash that was checked: a passphrase changed meanwhile stays changed.
			await tx
				.update(tables.account)
				.set({ passphraseHash: renewed })
				.where(eq(tables.account.passphraseHash, checked));
		}
		if (await isSuspended(tx, account.id)) return { ok: false, reason: 'suspended' };
		if (!(await hasFactor(tx, account.id))) return letIn(tx, account, tried.kind, deviceId);
		const pending = await openPending(tx, { accountId: account.id, kind: tried.kind, deviceId });
		return { ok: false, reason: 'second-step', pending };
	});
}

/** Starts the session, when every step is done. */
export async function letIn(
	tx: Tx,
	account: Account,
	kind: SessionKind,
	deviceId: string
): Promise<SignedIn> {
	const token = await startSession(tx, account, kind);
	const device = kind === 'own' ? await rememberDevice(tx, account.id, deviceId || null) : null;
	return { ok: true, token, account, device };
}
