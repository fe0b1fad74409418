import { eq, inArray, lt, lte } from 'drizzle-orm';
import { dayOf, monthOf } from '#lib/server/clock.ts';
import type { Tx } from '#lib/server/store/store.ts';
import { dropBuckets } from './bucket-keys.ts';
import { accounts } from './tables.ts';

/*
 * What this room deletes by itself. Each verb takes the moment before which a row is too old, and says how many
 * rows went. How long each kind is kept stands in operations/server/retention-rules.ts.
 */

/** Sessions whose end, or idle end, is past. */
export async function forgetSessions(tx: Tx, before: Date): Promise<number> {
	const { session } = accounts(tx);
	const ended = await tx.delete(session).where(lte(session.endsAt, before)).returning({ id: session.id });
	const idle = await tx.delete(session).where(lte(session.idleUntil, before)).returning({ id: session.id });
	return ended.length + idle.length;
}

/** Proofs of identity that no longer count. */
export async function forgetIdentityChecks(tx: Tx, before: Date): Promise<number> {
	const { identityCheck: c } = accounts(tx);
	const gone = await tx.delete(c).where(lte(c.until, before)).returning({ id: c.sessionId });
	return gone.length;
}

/** Half-done sign-ins and questions to passkeys. */
export async function forgetSignInSteps(tx: Tx, before: Date): Promise<number> {
	const { challenge, pendingSignIn: p } = accounts(tx);
	const asked = await tx
		.delete(challenge)
		.where(lte(challenge.expiresAt, before))
		.returning({ id: challenge.accountId });
	const pending = await tx.delete(p).where(lte(p.expiresAt, before)).returning({ id: p.accountId });
	return asked.length + pending.length;
}

/** Devices that were not used for so long that they are nobody's own any more. */
export async function forgetOldDevices(tx: Tx, before: Date): Promise<number> {
	const { device } = accounts(tx);
	const gone = await tx.delete(device).where(lte(device.expiresAt, before)).returning({ id: device.id });
	return gone.length;
}

/** Counts of wrong codes of a day that is past. */
export async function forgetWrongCodes(tx: Tx, before: Date): Promise<number> {
	const { wrongCodes: w } = accounts(tx);
	const gone = await tx
		.delete(w)
		.where(lt(w.day, dayOf(before)))
		.returning({ id: w.accountId });
	return gone.length;
}

/** Rate limits nobody touched for so long that they are full again. */
export async function forgetBuckets(tx: Tx, before: Date): Promise<number> {
	const { bucket } = accounts(tx);
	const gone = await tx.delete(bucket).where(lte(bucket.updatedAt, before)).returning({ key: bucket.key });
	return gone.length;
}

/** Expired invitations, used or not, with the day they were used. */
export async function forgetInvitations(tx: Tx, before: Date): Promise<number> {
	const { invitation: i } = accounts(tx);
	const gone = await tx.delete(i).where(lte(i.expiresAt, before)).returning({ id: i.id });
	return gone.length;
}

/** The address of a first start that nobody used in time. */
export async function forgetSetups(tx: Tx, before: Date): Promise<number> {
	const { setup } = accounts(tx);
	const gone = await tx
		.delete(setup)
		.where(lte(setup.expiresAt, before))
		.returning({ tokenHash: setup.tokenHash });
	return gone.length;
}

/**
 * Accounts nobody signed in to since the month of `before`, with everything that hangs on them; what their owners
 * wrote in groups stays without a name. When no administrator came in since, administrators stay: a place without
 * any could not be run again.
 */
export async function forgetInactive(tx: Tx, before: Date): Promise<number> {
	const { account } = accounts(tx);
	const month = monthOf(before);
	// An account from before the month was kept counts from now on.
	await tx
		.update(account)
		.set({ activeMonth: monthOf(new Date()) })
		.where(eq(account.activeMonth, ''));
	const found = await tx
		.select({ id: account.id, role: account.role, activeMonth: account.activeMonth })
		.from(account)
		.where(inArray(account.role, ['administrator']));
	const spared = found.some(({ activeMonth }) => activeMonth >= month) ? [] : found.map(({ id }) => id);
	const inactive = await tx.select({ id: account.id }).from(account).where(lt(account.activeMonth, month));
	const going = inactive.map(({ id }) => id).filter((id) => !spared.includes(id));
	for (const id of going) {
		await dropBuckets(tx, id);
		await tx.delete(account).where(eq(account.id, id));
	}
	return going.length;
}
