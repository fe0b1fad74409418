import { and, eq, gt, lte } from 'drizzle-orm';
import { minutes } from '#lib/server/clock.ts';
import { takeToken, type Limit } from '#lib/server/rate-limits.ts';
import { fingerprint, sameFingerprint } from '#lib/server/secrets.ts';
import type { Reader, Store, Tx } from '#lib/server/store/store.ts';
import { bareCode } from './codes.ts';
import { record } from './events.ts';
import { handleKey } from './handles.ts';
import { BUSY_SECONDS, hashPassphrase, isBusy } from './hashing.ts';
import { leaveNotice } from './notices.ts';
import { checkPassphrase, type PassphraseProblem } from './passphrases.ts';
import { RESET_CODE_LENGTH } from './resets.ts';
import { closeAllPending } from './signin-pending.ts';
import { accounts } from './tables.ts';

/** As at sign-in. 120 random bits need no limit; people who type wrong names do not get to try names for long. */
const TRIES: Limit = { burst: 5, refill: minutes(1) };

/** Twenty bits of the name's hash, for names known and unknown alike, as at sign-in. */
const bucketOf = (handle: string): string => `reset:${fingerprint(handleKey(handle)).slice(0, 5)}`;

/** What an unknown name is compared with: the hash of nothing anyone can type. */
const NOBODY = fingerprint('nobody');

export type Redemption =
	| { ok: true }
	/** Unknown name, wrong code, not vouched for, too early or too late: nobody is told which. */
	| { ok: false; reason: 'code-wrong' | `passphrase-${PassphraseProblem}` }
	| { ok: false; reason: 'wait' | 'busy'; retryAfter: number };

/**
 * Sets a new passphrase by a code two members of staff vouched for; it works once. All sessions and half-done
 * sign-ins end, a notice waits for the owner, nobody is signed in: the second factor is asked for as always
 * (ASVS 6.4.3). Neither of the two can see or choose the passphrase (ASVS 6.4.6).
 */
export async function redeem(
	store: Store,
	handle: string,
	code: string,
	passphrase: string
): Promise<Redemption> {
	const problem = checkPassphrase(passphrase, handle);
	if (problem) return { ok: false, reason: `passphrase-${problem}` };
	const busy = { ok: false, reason: 'busy', retryAfter: BUSY_SECONDS } as const;
	if (isBusy()) return busy;
	const bucket = bucketOf(handle);
	const retryAfter = await store.write((tx) => takeToken(tx, accounts(tx).bucket, bucket, TRIES));
	if (retryAfter) return { ok: false, reason: 'wait', retryAfter };

	const wrong = { ok: false, reason: 'code-wrong' } as const;
	const found = await openReset(store.read, handle);
	const typed = fingerprint(bareCode(code, RESET_CODE_LENGTH) ?? '');
	if (!sameFingerprint(found?.codeHash ?? NOBODY, typed) || !found) return wrong;
	const passphraseHash = await hashPassphrase(passphrase);
	if (passphraseHash === null) return busy;
	return store.write(async (tx) => ((await use(tx, found, passphraseHash)) ? { ok: true } : wrong));
}

/** The reset of this name whose day of waiting is over, if any. */
async function openReset(read: Reader, handle: string) {
	const { account, reset, resetVouch } = accounts(read);
	const now = new Date();
	const [found] = await read
		.select({ id: reset.id, accountId: reset.accountId, codeHash: reset.codeHash })
		.from(account)
		.innerJoin(reset, eq(reset.accountId, account.id))
		.innerJoin(resetVouch, eq(resetVouch.resetId, reset.id))
		.where(
			and(eq(account.handleKey, handleKey(handle)), lte(resetVouch.opensAt, now), gt(reset.expiresAt, now))
		);
	return found ?? null;
}

async function use(tx: Tx, { id, accountId }: { id: string; accountId: string }, passphraseHash: string) {
	const { account, reset, session } = accounts(tx);
	// Once only, however many send it at the same moment; and not when the owner said no in between.
	const used = await tx.delete(reset).where(eq(reset.id, id)).returning({ id: reset.id });
	if (!used.length) return false;
	await tx.update(account).set({ passphraseHash }).where(eq(account.id, accountId));
	await tx.delete(session).where(eq(session.accountId, accountId));
	await closeAllPending(tx, accountId);
	await leaveNotice(tx, accountId, 'reset');
	await record(tx, { kind: 'reset-redeemed', accountId, byId: null });
	return true;
}
