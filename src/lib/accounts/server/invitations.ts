import { and, desc, eq, isNull, lte } from 'drizzle-orm';
import { after, dayOf, days, minutes } from '#lib/server/clock.ts';
import { takeToken, timeToWait, type Limit } from '#lib/server/rate-limits.ts';
import { fingerprint, newId } from '#lib/server/secrets.ts';
import type { Store, Tx } from '#lib/server/store/store.ts';
import type { CodeForm } from '../code-forms.ts';
import { invitationKey, newInvitationCode } from './invitation-codes.ts';
import { accounts, ROLES, type Role } from './tables.ts';

const LIFE = days(14);

/** For everybody together, and only wrong codes count: a whole workshop can join at once. */
const WRONG_CODES: Limit = { burst: 100, refill: minutes(1) / 100 };
const WRONG_CODES_KEY = 'invitation';

/** What an invitation leads into. The two cohort words mean something to the cohorts room only. */
export interface Purpose {
	role: Role;
	cohortId: string | null;
	cohortRole: string | null;
}

export type Invitation = Purpose & { id: string; createdBy: string | null };

export type CodeRefusal =
	{ ok: false; reason: 'unknown' | 'expired' | 'used' } | { ok: false; reason: 'wait'; retryAfter: number };

/**
 * Makes an invitation. Its code is returned once and stored nowhere.
 *
 * @param by who vouches: staff, and for no role above their own; else null
 */
export async function invite(
	store: Store,
	by: { id: string; role: Role },
	purpose: Purpose,
	form: CodeForm = 'digits'
): Promise<{ code: string; id: string; expiresAt: Date } | null> {
	const rank = (role: Role) => ROLES.indexOf(role);
	if (by.role === 'learner' || rank(purpose.role) > rank(by.role)) return null;
	const code = newInvitationCode(form);
	const id = newId();
	// From the start of the day, a day longer: the hour it was made is nobody's business.
	const expiresAt = after(new Date(`${dayOf(new Date())}T00:00:00Z`), LIFE + days(1));
	await store.write(async (tx) => {
		const { invitation } = accounts(tx);
		const codeHash = fingerprint(invitationKey(code) as string);
		await tx.insert(invitation).values({ id, codeHash, ...purpose, createdBy: by.id, expiresAt });
		await sweep(tx);
	});
	return { code, id, expiresAt };
}

/** Expired invitations are kept for one more life, so that a late guest reads "expired", not "unknown". */
async function sweep(tx: Tx) {
	const { invitation } = accounts(tx);
	await tx.delete(invitation).where(lte(invitation.expiresAt, new Date(Date.now() - LIFE)));
}

/** What a code leads to, or why it leads nowhere. Too many wrong codes, from anybody, and all wait a little. */
export async function findInvitation(
	store: Store,
	typed: string
): Promise<{ ok: true; invitation: Invitation } | CodeRefusal> {
	const code = invitationKey(typed);
	if (!code) return { ok: false, reason: 'unknown' };
	const { invitation, invitationUse, bucket } = accounts(store.read);
	const retryAfter = await timeToWait(store.read, bucket, WRONG_CODES_KEY, WRONG_CODES);
	if (retryAfter) return { ok: false, reason: 'wait', retryAfter };

	const [row] = await store.read
		.select()
		.from(invitation)
		.leftJoin(invitationUse, eq(invitationUse.invitationId, invitation.id))
		.where(eq(invitation.codeHash, fingerprint(code)));
	if (!row) {
		await store.write((tx) => takeToken(tx, accounts(tx).bucket, WRONG_CODES_KEY, WRONG_CODES));
		return { ok: false, reason: 'unknown' };
	}
	if (row.invitation_use) return { ok: false, reason: 'used' };
	if (row.invitation.expiresAt <= new Date()) return { ok: false, reason: 'expired' };
	const { id, role, cohortId, cohortRole, createdBy } = row.invitation;
	return { ok: true, invitation: { id, role, cohortId, cohortRole, createdBy } };
}

/**
 * Uses an invitation up, once and for one person however many try at the same moment. Part of the transaction
 * that makes the account, so that neither exists without the other.
 *
 * @returns null when it is taken, else why not
 */
export async function takeInvitation(tx: Tx, id: string): Promise<'unknown' | 'expired' | 'used' | null> {
	const { invitation, invitationUse } = accounts(tx);
	const [row] = await tx
		.select({ expiresAt: invitation.expiresAt })
		.from(invitation)
		.where(eq(invitation.id, id));
	if (!row) return 'unknown';
	if (row.expiresAt <= new Date()) return 'expired';
	const taken = await tx
		.insert(invitationUse)
		.values({ invitationId: id, day: dayOf(new Date()) })
		.onConflictDoNothing()
		.returning({ id: invitationUse.invitationId });
	return taken.length ? null : 'used';
}

export interface ListedInvitation {
	id: string;
	role: Role;
	cohortRole: string | null;
	expiresAt: Date;
	/** `YYYY-MM-DD`, or null while it is open. Who used it is written nowhere. */
	usedOn: string | null;
}

/** The invitations of a cohort, newest first. Whoever calls has checked that the asker leads this cohort. */
export async function invitationsOf(store: Store, cohortId: string): Promise<ListedInvitation[]> {
	const { invitation, invitationUse } = accounts(store.read);
	return store.read
		.select({
			id: invitation.id,
			role: invitation.role,
			cohortRole: invitation.cohortRole,
			expiresAt: invitation.expiresAt,
			usedOn: invitationUse.day
		})
		.from(invitation)
		.leftJoin(invitationUse, eq(invitationUse.invitationId, invitation.id))
		.where(eq(invitation.cohortId, cohortId))
		.orderBy(desc(invitation.expiresAt), invitation.id);
}

/** Makes an open invitation of this cohort worthless. False when there is none, or it is used already. */
export async function withdrawInvitation(store: Store, cohortId: string, id: string): Promise<boolean> {
	return store.write(async (tx) => {
		const { invitation, invitationUse } = accounts(tx);
		const [open] = await tx
			.select({ id: invitation.id })
			.from(invitation)
			.leftJoin(invitationUse, eq(invitationUse.invitationId, invitation.id))
			.where(and(eq(invitation.id, id), eq(invitation.cohortId, cohortId), isNull(invitationUse.day)));
		if (open) await tx.delete(invitation).where(eq(invitation.id, id));
		return open !== undefined;
	});
}
