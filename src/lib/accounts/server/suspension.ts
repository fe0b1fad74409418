import { eq } from 'drizzle-orm';
import { dayOf } from '#lib/server/clock.ts';
import type { Reader, Store, Tx } from '#lib/server/store/store.ts';
import { actsAsAdministrator } from './administration.ts';
import { record } from './events.ts';
import type { SuspensionReason } from './event-tables.ts';
import { dropResetsBy } from './resets.ts';
import { closeAllPending } from './signin-pending.ts';
import { accounts } from './tables.ts';

/** Whether this account opens nothing at the moment. */
export async function isSuspended(on: Reader | Tx, accountId: string): Promise<boolean> {
	const { suspension } = accounts(on);
	return (await on.$count(suspension, eq(suspension.accountId, accountId))) > 0;
}

/**
 * Closes an account until it is restored. All its sessions are dead at the next request, and what it started for
 * others (resets) ends. Nothing of it is deleted.
 *
 * @returns false when there is no such account, it is suspended already, it is her own, or she is no administrator
 */
export async function suspend(
	store: Store,
	administratorId: string,
	accountId: string,
	reason: SuspensionReason
): Promise<boolean> {
	return store.write(async (tx) => {
		if (!(await actsAsAdministrator(tx, administratorId, accountId))) return false;
		const { suspension, session } = accounts(tx);
		const written = await tx
			.insert(suspension)
			.values({ accountId, reason, byId: administratorId, day: dayOf(new Date()) })
			.onConflictDoNothing()
			.returning({ accountId: suspension.accountId });
		if (!written.length) return false;
		await tx.delete(session).where(eq(session.accountId, accountId));
		await closeAllPending(tx, accountId);
		await dropResetsBy(tx, accountId);
		await record(tx, { kind: 'suspended', accountId, byId: administratorId });
		return true;
	});
}

/** Opens it again: she signs in as before. False as for `suspend`, or when it was not suspended. */
export async function restore(store: Store, administratorId: string, accountId: string): Promise<boolean> {
	return store.write(async (tx) => {
		if (!(await actsAsAdministrator(tx, administratorId, accountId))) return false;
		const { suspension } = accounts(tx);
		const gone = await tx
			.delete(suspension)
			.where(eq(suspension.accountId, accountId))
			.returning({ accountId: suspension.accountId });
		if (gone.length) await record(tx, { kind: 'restored', accountId, byId: administratorId });
		return gone.length > 0;
	});
}
