import { and, eq, ne } from 'drizzle-orm';
import { minutes } from '#lib/server/clock.ts';
import { takeToken, type Limit } from '#lib/server/rate-limits.ts';
import type { Store } from '#lib/server/store/store.ts';
import { bucketKey } from './bucket-keys.ts';
import { record } from './events.ts';
import { checkHandle, handleKey, type HandleProblem } from './handles.ts';
import { BUSY_SECONDS, hashPassphrase } from './hashing.ts';
import { refusePassphrase, type IdentityRefusal } from './identity.ts';
import { checkPassphrase, type PassphraseProblem } from './passphrases.ts';
import { replaceSession, type Account, type Session } from './sessions.ts';
import { closeAllPending } from './signin-pending.ts';
import { accounts } from './tables.ts';

/** Ten names, then one in ten minutes: "this name is taken" tells that somebody has it. */
const RENAMES: Limit = { burst: 10, refill: minutes(10) };

export type Rename =
	| { ok: true; handle: string }
	| { ok: false; reason: `handle-${HandleProblem}` }
	| { ok: false; reason: 'wait'; retryAfter: number };

/**
 * Gives an account another handle. Her name in each cohort is an alias of its own and stays as it is. The old
 * handle is kept nowhere and is free at once.
 */
export async function rename(store: Store, accountId: string, wanted: string): Promise<Rename> {
	const problem = checkHandle(wanted);
	if (problem) return { ok: false, reason: `handle-${problem}` };
	const handle = wanted.normalize('NFKC');
	const key = handleKey(handle);
	return store.write(async (tx) => {
		const { account, bucket } = accounts(tx);
		const retryAfter = await takeToken(tx, bucket, bucketKey('rename', accountId), RENAMES);
		if (retryAfter) return { ok: false, reason: 'wait', retryAfter };
		const others = await tx
			.select({ id: account.id })
			.from(account)
			.where(and(eq(account.handleKey, key), ne(account.id, accountId)));
		if (others.length) return { ok: false, reason: 'handle-taken' };
		await tx.update(account).set({ handle, handleKey: key }).where(eq(account.id, accountId));
		await record(tx, { kind: 'handle-changed', accountId, byId: accountId });
		return { ok: true, handle };
	});
}

export type PassphraseChange =
	{ ok: true; token: string } | { ok: false; reason: `passphrase-${PassphraseProblem}` } | IdentityRefusal;

/**
 * Replaces the passphrase of the person at this session, who must know the present one (ASVS 6.2.3).
 *
 * @param change `endOthers`: every other session ends with it (ASVS 7.4.3)
 * @returns the new token of this session
 */
export async function changePassphrase(
	store: Store,
	person: { account: Account; session: Session },
	change: { current: string; fresh: string; endOthers: boolean }
): Promise<PassphraseChange> {
	const { account: owner, session: current } = person;
	const problem = checkPassphrase(change.fresh, owner.handle);
	if (problem) return { ok: false, reason: `passphrase-${problem}` };
	const refusal = await refusePassphrase(store, owner.id, change.current);
	if (refusal) return refusal;
	const passphraseHash = await hashPassphrase(change.fresh);
	if (passphraseHash === null) return { ok: false, reason: 'busy', retryAfter: BUSY_SECONDS };
	const token = await store.write(async (tx) => {
		const { account, device, session } = accounts(tx);
		const replaced = await replaceSession(tx, current.id);
		// Ended meanwhile from another device: then nothing is changed from here.
		if (!replaced) return null;
		await tx.update(account).set({ passphraseHash }).where(eq(account.id, owner.id));
		// Whoever stands between the old passphrase and a second step is out, whatever she chose.
		await closeAllPending(tx, owner.id);
		if (change.endOthers) {
			await tx.delete(session).where(and(eq(session.accountId, owner.id), ne(session.id, replaced.id)));
			await tx.delete(device).where(eq(device.accountId, owner.id));
		}
		await record(tx, { kind: 'passphrase-changed', accountId: owner.id, byId: owner.id });
		return replaced.token;
	});
	return token === null ? { ok: false, reason: 'wrong' } : { ok: true, token };
}
