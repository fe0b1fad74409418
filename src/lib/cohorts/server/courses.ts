import { and, asc, eq, inArray } from 'drizzle-orm';
import { courses } from '#lib/courses/server/tables.ts';
import type { CourseText } from '#lib/courses/server/tables.ts';
import { enrol } from '#lib/learning/server/enrolments.ts';
import type { Reader, Store, Tx } from '#lib/server/store/store.ts';
import { trainership } from './memberships.ts';
import { cohorts } from './tables.ts';

export interface CohortCourse {
	id: string;
	/** Its address. */
	slug: string;
	/** locale → words. */
	texts: Record<string, CourseText>;
}

/** The courses a cohort takes, in its order. */
export async function coursesOf(read: Reader, cohortId: string): Promise<CohortCourse[]> {
	const { cohortCourse } = cohorts(read);
	const { course } = courses(read);
	return read
		.select({ id: course.id, slug: course.slug, texts: course.texts })
		.from(cohortCourse)
		.innerJoin(course, eq(course.id, cohortCourse.courseId))
		.where(eq(cohortCourse.cohortId, cohortId))
		.orderBy(asc(cohortCourse.position), asc(course.id));
}

/**
 * A trainer adds a course; everybody in the cohort is enrolled. Adding it twice changes nothing.
 * @returns null when she is no trainer of it.
 */
export function addCourse(
	store: Store,
	trainerId: string,
	cohortId: string,
	courseId: string,
	now = new Date()
) {
	return store.write(async (tx) => {
		if (!(await trainership(tx, trainerId, cohortId))) return null;
		if (await unknownCourse(tx, [courseId])) return { ok: false as const, reason: 'course' as const };
		await takeOn(tx, cohortId, courseId, now);
		return { ok: true as const };
	});
}

/** Takes a course off the cohort's list. Enrolments and progress stay the learners' own. */
export function dropCourse(store: Store, trainerId: string, cohortId: string, courseId: string) {
	return store.write(async (tx) => {
		if (!(await trainership(tx, trainerId, cohortId))) return null;
		const { cohortCourse: cc } = cohorts(tx);
		await tx.delete(cc).where(and(eq(cc.cohortId, cohortId), eq(cc.courseId, courseId)));
		return { ok: true as const };
	});
}

/** Inside a transaction: the course goes to the end of the cohort's list and its members are enrolled. */
export async function takeOn(tx: Tx, cohortId: string, courseId: string, now: Date): Promise<void> {
	const { cohortCourse: cc, membership: m } = cohorts(tx);
	const position = await tx.$count(cc, eq(cc.cohortId, cohortId));
	await tx.insert(cc).values({ cohortId, courseId, position }).onConflictDoNothing();
	const members = await tx.select({ accountId: m.accountId }).from(m).where(eq(m.cohortId, cohortId));
	for (const { accountId } of members) await enrol(tx, { id: accountId }, courseId, now);
}

/** True when one of these ids names no course. */
export async function unknownCourse(read: Reader, courseIds: string[]): Promise<boolean> {
	if (!courseIds.length) return false;
	const { course } = courses(read);
	return (await read.$count(course, inArray(course.id, courseIds))) !== courseIds.length;
}
