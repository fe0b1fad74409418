import type { CodeForm } from '#lib/accounts/code-forms.ts';
import {
	invitationsOf,
	invite,
	withdrawInvitation,
	type ListedInvitation
} from '#lib/accounts/server/invitations.ts';
import type { Role } from '#lib/accounts/server/tables.ts';
import type { Store } from '#lib/server/store/store.ts';
import { trainership } from './memberships.ts';
import { COHORT_ROLES, type CohortRole } from '../roles.ts';

/** A sheet of paper holds about this many strips. */
export const MOST_CODES = 40;

/**
 * Makes codes for a cohort, to be printed now: they are stored nowhere and cannot be shown again.
 *
 * @param cohortRole what whoever uses one becomes in the cohort; a trainer becomes one in the house too
 * @returns null when she is no trainer of this cohort
 */
export async function inviteMany(
	store: Store,
	trainer: { id: string; role: Role },
	cohortId: string,
	cohortRole: string,
	count: number,
	form: CodeForm = 'digits'
): Promise<
	| { ok: true; codes: string[]; expiresAt: Date; cohortRole: CohortRole }
	| { ok: false; reason: 'role' | 'count' }
	| null
> {
	if (!(await trainership(store.read, trainer.id, cohortId))) return null;
	const known = COHORT_ROLES.find((word) => word === cohortRole);
	if (!known) return { ok: false, reason: 'role' };
	if (!Number.isInteger(count) || count < 1 || count > MOST_CODES) return { ok: false, reason: 'count' };
	const role = known === 'trainer' ? 'trainer' : 'learner';
	const purpose = { role, cohortId, cohortRole: known } as const;
	const codes: string[] = [];
	let expiresAt = new Date(0);
	// One after another: forty transactions at once on one table would only get in each other's way.
	for (let i = 0; i < count; i++) {
		const made = await invite(store, trainer, purpose, form);
		if (!made) return { ok: false, reason: 'role' };
		codes.push(made.code);
		expiresAt = made.expiresAt;
	}
	return { ok: true, codes, expiresAt, cohortRole: known };
}

/** The invitations of a cohort, without their codes, for its trainers; null for anybody else. */
export async function invitations(
	store: Store,
	trainerId: string,
	cohortId: string
): Promise<ListedInvitation[] | null> {
	return (await trainership(store.read, trainerId, cohortId)) ? invitationsOf(store, cohortId) : null;
}

/** Makes an unused code worthless; null when there is none to withdraw, or she may not. */
export async function withdraw(
	store: Store,
	trainerId: string,
	cohortId: string,
	invitationId: string
): Promise<true | null> {
	if (!(await trainership(store.read, trainerId, cohortId))) return null;
	return (await withdrawInvitation(store, cohortId, invitationId)) || null;
}
