import { eq } from 'drizzle-orm';
import { findInvitation, takeInvitation, type CodeRefusal } from '#lib/accounts/server/invitations.ts';
import { handleKey } from '#lib/accounts/server/handles.ts';
import { enrol } from '#lib/learning/server/enrolments.ts';
import { dayOf } from '#lib/server/clock.ts';
import type { Store, Tx } from '#lib/server/store/store.ts';
import { suggestAlias } from './aliases.ts';
import { coursesOf } from './courses.ts';
import { membership } from './memberships.ts';
import { cohorts } from './tables.ts';
import { COHORT_ROLES, type CohortRole } from '../roles.ts';

/** What an invitation says about the cohort it leads into; the accounts room only keeps these words. */
export interface Entrance {
	cohortId: string | null;
	cohortRole: string | null;
}

/**
 * Inside the transaction of a sign-up: the new account becomes a member of the invitation's cohort, under a
 * random alias, and is enrolled in its courses. An invitation without a cohort, or into one that is gone,
 * leads into the house alone.
 */
export async function join(
	tx: Tx,
	accountId: string,
	{ cohortId, cohortRole }: Entrance,
	locale = 'en',
	now = new Date()
): Promise<void> {
	if (!cohortId) return;
	const { cohort } = cohorts(tx);
	if (!(await tx.$count(cohort, eq(cohort.id, cohortId)))) return;
	if (await membership(tx, accountId, cohortId)) return;
	const role = COHORT_ROLES.find((word) => word === cohortRole) ?? 'member';
	await admit(tx, accountId, cohortId, role, locale, now);
	for (const { id } of await coursesOf(tx, cohortId)) await enrol(tx, { id: accountId }, id, now);
}

/**
 * Somebody already signed in enters a cohort with a printed code: the place and the use of the code, both or
 * neither. A code is not spent on a cohort she is in already, or on one that is gone.
 */
export async function joinExisting(
	store: Store,
	accountId: string,
	code: string,
	locale: string,
	now = new Date()
): Promise<{ ok: true; cohortId: string } | CodeRefusal | { ok: false; reason: 'member' | 'no-cohort' }> {
	const found = await findInvitation(store, code);
	if (!found.ok) return found;
	const { id, cohortId } = found.invitation;
	if (!cohortId) return { ok: false, reason: 'no-cohort' };
	return store.write(async (tx) => {
		const { cohort } = cohorts(tx);
		if (!(await tx.$count(cohort, eq(cohort.id, cohortId)))) return { ok: false, reason: 'no-cohort' };
		if (await membership(tx, accountId, cohortId)) return { ok: false, reason: 'member' };
		const refused = await takeInvitation(tx, id);
		if (refused) return { ok: false, reason: refused };
		await join(tx, accountId, found.invitation, locale, now);
		return { ok: true, cohortId };
	});
}

/** Inside a transaction: writes the membership, under an alias nobody else has there. */
export async function admit(
	tx: Tx,
	accountId: string,
	cohortId: string,
	role: CohortRole,
	locale: string,
	now: Date
): Promise<void> {
	const alias = await suggestAlias(tx, accountId, cohortId, locale);
	const { membership: m } = cohorts(tx);
	await tx
		.insert(m)
		.values({ cohortId, accountId, alias, aliasKey: handleKey(alias), role, day: dayOf(now) });
}
