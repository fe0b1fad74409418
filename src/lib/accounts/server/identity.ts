import { and, eq, gt, lte } from 'drizzle-orm';
import { after, minutes } from '#lib/server/clock.ts';
import { returnToken, takeToken, type Limit } from '#lib/server/rate-limits.ts';
import type { Store, Tx } from '#lib/server/store/store.ts';
import { bucketKey } from './bucket-keys.ts';
import { BUSY_SECONDS, isBusy, verifyPassphrase } from './hashing.ts';
import { replaceSession, type Session } from './sessions.ts';
import { accounts } from './tables.ts';

/** How long a check lasts: enough for one sensitive act, not for whoever finds the device afterwards. */
const LASTS = minutes(5);

/** As at sign-in, in a bucket of its own: guesses at the door must not keep the owner from her settings. */
const TRIES: Limit = { burst: 5, refill: minutes(1) };

export type IdentityRefusal =
	{ ok: false; reason: 'wrong' } | { ok: false; reason: 'wait' | 'busy'; retryAfter: number };

export type Confirmation = { ok: true; token: string } | IdentityRefusal;

/**
 * Whether this is the passphrase of the account that holds the session, at most five times and then once a
 * minute.
 *
 * @returns null when it is, else why not; `retryAfter` in seconds
 */
export async function refusePassphrase(
	store: Store,
	accountId: string,
	passphrase: string
): Promise<IdentityRefusal | null> {
	const busy = { ok: false, reason: 'busy', retryAfter: BUSY_SECONDS } as const;
	if (isBusy()) return busy;
	const key = bucketKey('identity', accountId);
	const retryAfter = await store.write((tx) => takeToken(tx, accounts(tx).bucket, key, TRIES));
	if (retryAfter) return { ok: false, reason: 'wait', retryAfter };
	const { account } = accounts(store.read);
	const [row] = await store.read
		.select({ hash: account.passphraseHash })
		.from(account)
		.where(eq(account.id, accountId));
	const right = await verifyPassphrase(row?.hash ?? null, passphrase);
	if (right === null) return busy;
	if (!right) return { ok: false, reason: 'wrong' };
	await store.write((tx) => returnToken(tx, accounts(tx).bucket, key, TRIES));
	return null;
}

/**
 * Checks once more that the person at this session is its owner. The session gets a new token (ASVS 7.2.4), for
 * the cookie; whoever holds the old one is out.
 */
export async function confirmIdentity(
	store: Store,
	session: Session,
	passphrase: string
): Promise<Confirmation> {
	const refusal = await refusePassphrase(store, session.accountId, passphrase);
	if (refusal) return refusal;
	const token = await store.write((tx) => confirmed(tx, session));
	// Ended meanwhile, from another device: nobody is told that the passphrase was right.
	return token === null ? { ok: false, reason: 'wrong' } : { ok: true, token };
}

async function confirmed(tx: Tx, session: Session): Promise<string | null> {
	const now = new Date();
	const replaced = await replaceSession(tx, session.id);
	if (!replaced) return null;
	const { identityCheck } = accounts(tx);
	await tx.delete(identityCheck).where(lte(identityCheck.until, now));
	await tx.insert(identityCheck).values({ sessionId: replaced.id, until: after(now, LASTS) });
	return replaced.token;
}

/** Whether the last check of this session still holds. */
export async function isConfirmed(store: Store, session: Session): Promise<boolean> {
	const { identityCheck } = accounts(store.read);
	const found = await store.read
		.select({ until: identityCheck.until })
		.from(identityCheck)
		.where(and(eq(identityCheck.sessionId, session.id), gt(identityCheck.until, new Date())));
	return found.length > 0;
}
