import { eq, inArray, lt, max, sql } from 'drizzle-orm';
import { dayOf } from '#lib/server/clock.ts';
import type { Reader, Tx } from '#lib/server/store/store.ts';
import { cohorts } from './tables.ts';

/*
 * What this room deletes by itself. Each verb takes the moment before which a row is too old, and says how many
 * rows went. How long each kind is kept stands in operations/server/retention-rules.ts.
 */

/** The cohorts whose last day lies before that day, for a condition of another query. */
export function endedBefore(on: Reader | Tx, before: Date) {
	const { cohort } = cohorts(on);
	return on
		.select({ id: cohort.id })
		.from(cohort)
		.where(lt(cohort.endsOn, dayOf(before)));
}

/** Who was in a cohort that ended before that day, and under which alias. */
export async function forgetMemberships(tx: Tx, before: Date): Promise<number> {
	const { membership: m } = cohorts(tx);
	const gone = await tx
		.delete(m)
		.where(inArray(m.cohortId, endedBefore(tx, before)))
		.returning({ id: m.accountId });
	return gone.length;
}

/** Cohorts that ended before that day, with everything that still hangs on them: nobody can reach them any more. */
export async function forgetCohorts(tx: Tx, before: Date): Promise<number> {
	const { cohort } = cohorts(tx);
	const gone = await tx
		.delete(cohort)
		.where(lt(cohort.endsOn, dayOf(before)))
		.returning({ id: cohort.id });
	return gone.length;
}

/** Meetings that began before that moment, in cohorts that go on. */
export async function forgetMeetings(tx: Tx, before: Date): Promise<number> {
	const { meeting } = cohorts(tx);
	const gone = await tx.delete(meeting).where(lt(meeting.startsAt, before)).returning({ id: meeting.id });
	return gone.length;
}

/** For each course, the accounts whose cohorts with that course have all ended before that day. */
export async function coursesOver(tx: Tx, before: Date): Promise<Map<string, string[]>> {
	const { cohort: c, cohortCourse: k, membership: m } = cohorts(tx);
	const rows = await tx
		.select({ courseId: k.courseId, accountId: m.accountId })
		.from(m)
		.innerJoin(c, eq(c.id, m.cohortId))
		.innerJoin(k, eq(k.cohortId, c.id))
		.groupBy(k.courseId, m.accountId)
		.having(lt(max(sql<string>`coalesce(${c.endsOn}, '9999')`), dayOf(before)));
	const over = new Map<string, string[]>();
	for (const { courseId, accountId } of rows) {
		const accountIds = over.get(courseId) ?? [];
		accountIds.push(accountId);
		over.set(courseId, accountIds);
	}
	return over;
}
