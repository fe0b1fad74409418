import { asc, eq } from 'drizzle-orm';
import { accounts } from '#lib/accounts/server/tables.ts';
import { dayOf } from '#lib/server/clock.ts';
import { newId } from '#lib/server/secrets.ts';
import type { Store } from '#lib/server/store/store.ts';
import { isDay } from '../days.ts';
import { lengthOf, oneLine } from '../words.ts';
import { coursesOf, takeOn, unknownCourse, type CohortCourse } from './courses.ts';
import { admit } from './entrances.ts';
import { membership, trainership, type Membership } from './memberships.ts';
import { cohorts } from './tables.ts';
import { COHORT_KINDS, type CohortKind, type CohortRole } from '../roles.ts';

export type CohortRefusal = 'name-empty' | 'name-long' | 'kind' | 'day' | 'course';

export interface CohortPlan {
	name: string;
	kind: string;
	courseIds: string[];
	/** `YYYY-MM-DD`, or empty for no end. */
	endsOn: string;
	/** Of the founder's page: her suggested alias is in that language. */
	locale: string;
}

/**
 * Makes a cohort with its courses, all or nothing; whoever founds it is its first trainer.
 * @returns null when the account may not found cohorts.
 */
export async function found(store: Store, accountId: string, plan: CohortPlan, now = new Date()) {
	const named = check(plan);
	if (!named.ok) return named;
	const kind = COHORT_KINDS.find((word) => word === plan.kind);
	if (!kind) return refused('kind');
	const courseIds = [...new Set(plan.courseIds)];
	return store.write(async (tx) => {
		const { account } = accounts(tx);
		const [founder] = await tx.select({ role: account.role }).from(account).where(eq(account.id, accountId));
		if (!founder || founder.role === 'learner') return null;
		if (await unknownCourse(tx, courseIds)) return refused('course');
		const id = newId();
		const { cohort } = cohorts(tx);
		await tx
			.insert(cohort)
			.values({ id, name: named.name, kind, endsOn: named.endsOn, createdBy: accountId });
		await admit(tx, accountId, id, 'trainer', plan.locale, now);
		for (const courseId of courseIds) await takeOn(tx, id, courseId, now);
		return { ok: true as const, cohortId: id };
	});
}

/** Changes a cohort's name and last day, by one of its trainers; null for anybody else. */
export async function change(
	store: Store,
	trainerId: string,
	cohortId: string,
	plan: Pick<CohortPlan, 'name' | 'endsOn'>
) {
	const named = check(plan);
	if (!named.ok) return named;
	return store.write(async (tx) => {
		if (!(await trainership(tx, trainerId, cohortId))) return null;
		const { cohort } = cohorts(tx);
		await tx.update(cohort).set({ name: named.name, endsOn: named.endsOn }).where(eq(cohort.id, cohortId));
		return { ok: true as const };
	});
}

export interface CohortName {
	id: string;
	name: string;
	kind: CohortKind;
	ended: boolean;
}

/** The cohorts she is in, the running ones first. */
export async function cohortsOf(store: Store, accountId: string, now = new Date()): Promise<CohortName[]> {
	const { cohort: c, membership: m } = cohorts(store.read);
	const rows = await store.read
		.select({ id: c.id, name: c.name, kind: c.kind, endsOn: c.endsOn })
		.from(m)
		.innerJoin(c, eq(c.id, m.cohortId))
		.where(eq(m.accountId, accountId))
		.orderBy(asc(c.name), asc(c.id));
	const all = rows.map(({ endsOn, ...row }) => ({ ...row, ended: isEnded(endsOn, now) }));
	return [...all.filter((c) => !c.ended), ...all.filter((c) => c.ended)];
}

export interface Cohort extends CohortName {
	/** `YYYY-MM-DD` or null. */
	endsOn: string | null;
	mine: Membership;
	/** Who can read what is written here: aliases and roles, no handles, no "last seen". */
	members: { alias: string; role: CohortRole }[];
	courses: CohortCourse[];
}

/** A cohort as this member may see it; null for everybody who is not a member of it. */
export async function cohort(
	store: Store,
	accountId: string,
	cohortId: string,
	now = new Date()
): Promise<Cohort | null> {
	const mine = await membership(store.read, accountId, cohortId);
	if (!mine) return null;
	const { cohort: c, membership: m } = cohorts(store.read);
	const [row] = await store.read
		.select({ id: c.id, name: c.name, kind: c.kind, endsOn: c.endsOn })
		.from(c)
		.where(eq(c.id, cohortId));
	if (!row) return null;
	const members = await store.read
		.select({ alias: m.alias, role: m.role })
		.from(m)
		.where(eq(m.cohortId, cohortId))
		.orderBy(asc(m.aliasKey));
	const courses = await coursesOf(store.read, cohortId);
	return { ...row, ended: isEnded(row.endsOn, now), mine, members, courses };
}

/** A cohort has ended when its last day is past (days are UTC days). */
export const isEnded = (endsOn: string | null, now: Date): boolean => endsOn !== null && endsOn < dayOf(now);

function check(plan: Pick<CohortPlan, 'name' | 'endsOn'>) {
	const name = oneLine(plan.name);
	if (!name) return refused('name-empty');
	if (lengthOf(name) > 80) return refused('name-long');
	const endsOn = plan.endsOn.trim();
	if (endsOn && !isDay(endsOn)) return refused('day');
	return { ok: true as const, name, endsOn: endsOn || null };
}

const refused = (reason: CohortRefusal) => ({ ok: false as const, reason });
