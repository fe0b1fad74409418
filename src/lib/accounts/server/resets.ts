import { and, eq, gt, lte, or } from 'drizzle-orm';
import { after, dayOf, days, hourOf, hours } from '#lib/server/clock.ts';
import { fingerprint, newId, randomWord } from '#lib/server/secrets.ts';
import type { Reader, Store, Tx } from '#lib/server/store/store.ts';
import { record } from './events.ts';
import { accounts, ROLES, type Role } from './tables.ts';

/** 24 characters of five bits: 120 bits, above the 112 that may be stored as a plain hash (ASVS 6.5.2). */
export const RESET_CODE_LENGTH = 24;

/** Time for the owner, if she still comes in somewhere, to see it and say no. */
const DELAY = hours(24);
/** From the start until a second member of staff vouches; from then on until it is used. */
const LIFE = days(7);

/** A reset under way, for whoever may know of it. */
export interface WaitingReset {
	/** `YYYY-MM-DD`. */
	startedDay: string;
	/** From when the code works; null while a second member of staff is missing. */
	opensAt: Date | null;
	expiresAt: Date;
}

export type ResetStart = { ok: true; code: string; expiresAt: Date } | { ok: false; reason: 'waiting' };
export type Vouch =
	{ ok: true; opensAt: Date; expiresAt: Date } | { ok: false; reason: 'none' | 'same' | 'vouched' };

/**
 * The first of two members of staff starts a reset for someone who lost her way in. The code is for her, handed
 * over outside Kade; it opens nothing until a second one has vouched and a day has passed.
 *
 * @returns null when there is no such person, or they may not: for themselves nobody may, and for staff only
 * those of the same rank or above
 */
export async function startReset(
	store: Store,
	staffId: string,
	accountId: string
): Promise<ResetStart | null> {
	const code = (randomWord(RESET_CODE_LENGTH).match(/.{4}/g) as string[]).join('-');
	return store.write(async (tx): Promise<ResetStart | null> => {
		if (!(await mayReset(tx, staffId, accountId))) return null;
		const { reset } = accounts(tx);
		const now = new Date();
		const expiresAt = after(hourOf(now), LIFE);
		await forgetResets(tx);
		const started = await tx
			.insert(reset)
			.values({
				id: newId(),
				accountId,
				codeHash: fingerprint(code.replaceAll('-', '')),
				startedBy: staffId,
				startedDay: dayOf(now),
				expiresAt
			})
			.onConflictDoNothing()
			.returning({ id: reset.id });
		if (!started.length) return { ok: false, reason: 'waiting' };
		await record(tx, { kind: 'reset-started', accountId, byId: staffId });
		return { ok: true, code, expiresAt };
	});
}

/** The second of two says the same. Null as for `startReset`; `same` when it is the one who started it. */
export async function vouch(store: Store, staffId: string, accountId: string): Promise<Vouch | null> {
	return store.write(async (tx): Promise<Vouch | null> => {
		if (!(await mayReset(tx, staffId, accountId))) return null;
		const { reset, resetVouch } = accounts(tx);
		const now = new Date();
		const [found] = await tx
			.select({ id: reset.id, startedBy: reset.startedBy })
			.from(reset)
			.where(and(eq(reset.accountId, accountId), gt(reset.expiresAt, now)));
		if (!found) return { ok: false, reason: 'none' };
		if (found.startedBy === staffId) return { ok: false, reason: 'same' };
		// Up to the next full hour: never less than a day, and no minute is kept.
		const opensAt = after(hourOf(now), DELAY + hours(1));
		const written = await tx
			.insert(resetVouch)
			.values({ resetId: found.id, byId: staffId, opensAt })
			.onConflictDoNothing()
			.returning({ id: resetVouch.resetId });
		if (!written.length) return { ok: false, reason: 'vouched' };
		const expiresAt = after(hourOf(now), LIFE);
		await tx.update(reset).set({ expiresAt }).where(eq(reset.id, found.id));
		await record(tx, { kind: 'reset-vouched', accountId, byId: staffId });
		return { ok: true, opensAt, expiresAt };
	});
}

async function mayReset(tx: Tx, staffId: string, accountId: string): Promise<boolean> {
	if (staffId === accountId) return false;
	const [staff, person] = [await roleOf(tx, staffId), await roleOf(tx, accountId)];
	const rank = (role: Role) => ROLES.indexOf(role);
	return staff !== null && person !== null && staff !== 'learner' && rank(staff) >= rank(person);
}

async function roleOf(on: Tx, accountId: string): Promise<Role | null> {
	const { account } = accounts(on);
	const [found] = await on.select({ role: account.role }).from(account).where(eq(account.id, accountId));
	return found?.role ?? null;
}

/** The reset that waits for this account, or null. */
export async function waitingReset(on: Reader | Tx, accountId: string): Promise<WaitingReset | null> {
	const { reset, resetVouch } = accounts(on);
	const { startedDay, expiresAt } = reset;
	const [found] = await on
		.select({ startedDay, expiresAt, opensAt: resetVouch.opensAt })
		.from(reset)
		.leftJoin(resetVouch, eq(resetVouch.resetId, reset.id))
		.where(and(eq(reset.accountId, accountId), gt(expiresAt, new Date())));
	return found ?? null;
}

/** Whether this member of staff started the reset that waits for this account: then another must vouch. */
export async function startedReset(read: Reader, staffId: string, accountId: string): Promise<boolean> {
	const { reset } = accounts(read);
	return (await read.$count(reset, and(eq(reset.accountId, accountId), eq(reset.startedBy, staffId)))) > 0;
}

/**
 * Stops a reset: its code is worthless from then on.
 *
 * @param byId the owner, who needs no reason; or a member of staff who could have started it
 * @returns false when nothing waited, or they may not
 */
export async function cancel(store: Store, accountId: string, byId = accountId): Promise<boolean> {
	return store.write(async (tx) => {
		if (byId !== accountId && !(await mayReset(tx, byId, accountId))) return false;
		const { reset } = accounts(tx);
		const gone = await tx.delete(reset).where(eq(reset.accountId, accountId)).returning({ id: reset.id });
		if (gone.length) await record(tx, { kind: 'reset-cancelled', accountId, byId });
		return gone.length > 0;
	});
}

/** Stops every reset a member of staff had a hand in: part of taking that role away. */
export async function dropResetsBy(tx: Tx, staffId: string): Promise<void> {
	const { reset, resetVouch } = accounts(tx);
	const touched = await tx
		.select({ id: reset.id, accountId: reset.accountId })
		.from(reset)
		.leftJoin(resetVouch, eq(resetVouch.resetId, reset.id))
		.where(or(eq(reset.startedBy, staffId), eq(resetVouch.byId, staffId)));
	for (const { id, accountId } of touched) {
		await tx.delete(reset).where(eq(reset.id, id));
		await record(tx, { kind: 'reset-cancelled', accountId, byId: null });
	}
}

/** Forgets resets that nobody used in time; how many. */
export async function forgetResets(tx: Tx, now = new Date()): Promise<number> {
	const { reset } = accounts(tx);
	const gone = await tx.delete(reset).where(lte(reset.expiresAt, now)).returning({ id: reset.id });
	return gone.length;
}
