import { eq } from 'drizzle-orm';
import { returnToken, takeToken, type Limit } from '#lib/server/rate-limits.ts';
import { minutes } from '#lib/server/clock.ts';
import { fingerprint } from '#lib/server/secrets.ts';
import type { Store } from '#lib/server/store/store.ts';
import { findByHandle, type Account } from './accounts.ts';
import { handleKey } from './handles.ts';
import { BUSY_SECONDS, hashPassphrase, isBusy, isOutdated, verifyPassphrase } from './hashing.ts';
import { startSession } from './sessions.ts';
import { accounts, type SessionKind } from './tables.ts';

/** Five tries, then one a minute (The Auth Book). Per handle: an address is neither kept nor looked at. */
const TRIES: Limit = { burst: 5, refill: minutes(1) };

/**
 * The bucket of a handle, known or not: both run dry alike. Only twenty bits of its hash are kept, so that the row
 * does not tell what was typed (a real name, a passphrase in the wrong field), and a flood of names stays bounded.
 */
const bucketOf = (handle: string): string => `sign-in:${fingerprint(handleKey(handle)).slice(0, 5)}`;

export type SignInRefusal =
	/** Unknown handle or wrong passphrase: nobody is told which. */
	| { ok: false; reason: 'wrong' }
	/** Too many tries for this handle, or too many people at once. Seconds. */
	| { ok: false; reason: 'wait' | 'busy'; retryAfter: number };

export type SignIn = { ok: true; token: string; account: Account } | SignInRefusal;

/** Signs a person in: answers with the token for the cookie, or with one of three refusals that reveal nobody. */
export async function signIn(
	store: Store,
	tried: { handle: string; passphrase: string; kind: SessionKind }
): Promise<SignIn> {
	const busy = { ok: false, reason: 'busy', retryAfter: BUSY_SECONDS } as const;
	if (isBusy()) return busy;
	const bucket = bucketOf(tried.handle);
	const retryAfter = await store.write((tx) => takeToken(tx, accounts(tx).bucket, bucket, TRIES));
	if (retryAfter) return { ok: false, reason: 'wait', retryAfter };

	const found = await findByHandle(store.read, tried.handle);
	const right = await verifyPassphrase(found?.passphraseHash ?? null, tried.passphrase);
	if (right === null) return busy;
	if (!right || !found) return { ok: false, reason: 'wrong' };

	const renewed = isOutdated(found.passphraseHash) ? await hashPassphrase(tried.passphrase) : null;
	const { passphraseHash: checked, ...account } = found;
	const token = await store.write(async (tx) => {
		const tables = accounts(tx);
		await returnToken(tx, tables.bucket, bucket, TRIES);
		if (renewed) {
			// Only over the hash that was checked: a passphrase changed meanwhile stays changed.
			await tx
				.update(tables.account)
				.set({ passphraseHash: renewed })
				.where(eq(tables.account.passphraseHash, checked));
		}
		return startSession(tx, account, tried.kind);
	});
	return { ok: true, token, account };
}
