import { and, eq } from 'drizzle-orm';
import { minutes } from '#lib/server/clock.ts';
import { takeToken, type Limit } from '#lib/server/rate-limits.ts';
import { fingerprint, sameFingerprint } from '#lib/server/secrets.ts';
import type { Store } from '#lib/server/store/store.ts';
import { record } from './events.ts';
import { handleKey } from './handles.ts';
import { BUSY_SECONDS, hashPassphrase, isBusy } from './hashing.ts';
import { leaveNotice } from './notices.ts';
import { checkPassphrase, type PassphraseProblem } from './passphrases.ts';
import { newRecoveryPhrase, recoveryHash } from './recovery.ts';
import { closeAllPending } from './signin-pending.ts';
import { accounts } from './tables.ts';

/** As at sign-in. 119 random bits need no limit; people who type wrong names do not get to try names for long. */
const TRIES: Limit = { burst: 5, refill: minutes(1) };

/** Twenty bits of the name's hash, for names known and unknown alike, as at sign-in. */
const bucketOf = (handle: string): string => `recover:${fingerprint(handleKey(handle)).slice(0, 5)}`;

/** What an unknown name is compared with: the hash of nothing anyone can type. */
const NOBODY = fingerprint('nobody');

export type Recovery =
	/** The new recovery phrase, seen this once. Nobody is signed in by it. */
	| { ok: true; recoveryPhrase: string }
	/** Unknown name or wrong phrase: nobody is told which. */
	| { ok: false; reason: 'recovery-wrong' | 'recovery-malformed' | `passphrase-${PassphraseProblem}` }
	| { ok: false; reason: 'wait' | 'busy'; retryAfter: number };

/**
 * Gives an account a new passphrase by its recovery phrase, which is used up by it. All sessions end and a notice
 * waits for the owner. The second factor stays and is asked for at the next sign-in (ASVS 6.4.3).
 */
export async function recover(
	store: Store,
	tried: { handle: string; recoveryPhrase: string; passphrase: string }
): Promise<Recovery> {
	const problem = checkPassphrase(tried.passphrase, tried.handle);
	if (problem) return { ok: false, reason: `passphrase-${problem}` };
	const typed = recoveryHash(tried.recoveryPhrase);
	if (!typed) return { ok: false, reason: 'recovery-malformed' };
	const busy = { ok: false, reason: 'busy', retryAfter: BUSY_SECONDS } as const;
	if (isBusy()) return busy;
	const bucket = bucketOf(tried.handle);
	const retryAfter = await store.write((tx) => takeToken(tx, accounts(tx).bucket, bucket, TRIES));
	if (retryAfter) return { ok: false, reason: 'wait', retryAfter };

	const { account } = accounts(store.read);
	const [found] = await store.read
		.select({ id: account.id, recoveryHash: account.recoveryHash })
		.from(account)
		.where(eq(account.handleKey, handleKey(tried.handle)));
	const right = sameFingerprint(found?.recoveryHash ?? NOBODY, typed);
	if (!found || !right) return { ok: false, reason: 'recovery-wrong' };
	const passphraseHash = await hashPassphrase(tried.passphrase);
	if (passphraseHash === null) return busy;
	const recoveryPhrase = newRecoveryPhrase();
	return store.write(async (tx) => {
		const tables = accounts(tx);
		const { id } = found;
		const used = await tx
			.update(tables.account)
			.set({ passphraseHash, recoveryHash: recoveryHash(recoveryPhrase) as string })
			// Once only, however many send it at the same moment.
			.where(and(eq(tables.account.id, id), eq(tables.account.recoveryHash, typed)))
			.returning({ id: tables.account.id });
		if (!used.length) return { ok: false, reason: 'recovery-wrong' };
		await tx.delete(tables.session).where(eq(tables.session.accountId, id));
		await tx.delete(tables.device).where(eq(tables.device.accountId, id));
		await closeAllPending(tx, id);
		await leaveNotice(tx, id, 'recovered');
		await record(tx, { kind: 'recovery-phrase-used', accountId: id, byId: null });
		return { ok: true, recoveryPhrase };
	});
}

/**
 * Keeps a new recovery phrase, once its owner has shown that she wrote it down; the old one is dead. After an
 * identity check only.
 *
 * @returns false when it is no whole phrase
 */
export async function renewRecovery(store: Store, accountId: string, phrase: string): Promise<boolean> {
	const hash = recoveryHash(phrase);
	if (!hash) return false;
	await store.write(async (tx) => {
		const { account } = accounts(tx);
		await tx.update(account).set({ recoveryHash: hash }).where(eq(account.id, accountId));
		await record(tx, { kind: 'recovery-phrase-changed', accountId, byId: accountId });
	});
	return true;
}
