import { asc, count, eq } from 'drizzle-orm';
import { accounts } from '#lib/accounts/server/tables.ts';
import { cohorts } from '#lib/cohorts/server/tables.ts';
import { courses } from '#lib/courses/server/tables.ts';
import { learning } from '#lib/learning/server/tables.ts';
import type { Store } from '#lib/server/store/store.ts';

/** A smaller number could be about somebody. */
const FEWEST = 10;

/** A number about everybody, or null where it is under ten. */
export interface Count {
	what: 'accounts' | 'groups' | 'enrolments' | 'completions';
	/** The course's short name in addresses, or null. */
	course: string | null;
	n: number | null;
}

/**
 * All that can be taken out of a site about its people. No number is split by role, group, language or time: two
 * numbers that differ by a few people would tell of those few.
 */
export async function siteCounts(store: Store): Promise<Count[]> {
	const { read } = store;
	const { account } = accounts(read);
	const { cohort } = cohorts(read);
	const { course, lesson } = courses(read);
	const { enrolment, completion } = learning(read);
	const shown = (n: number) => (n < FEWEST ? null : n);
	const enrolled = await read
		.select({ course: course.slug, n: count(enrolment.accountId) })
		.from(course)
		.leftJoin(enrolment, eq(enrolment.courseId, course.id))
		.groupBy(course.slug)
		.orderBy(asc(course.slug));
	const done = await read
		.select({ course: course.slug, n: count(completion.accountId) })
		.from(course)
		.leftJoin(lesson, eq(lesson.courseId, course.id))
		.leftJoin(completion, eq(completion.lessonId, lesson.id))
		.groupBy(course.slug)
		.orderBy(asc(course.slug));
	return [
		{ what: 'accounts', course: null, n: shown(await read.$count(account)) },
		{ what: 'groups', course: null, n: shown(await read.$count(cohort)) },
		...enrolled.map((row) => ({ what: 'enrolments' as const, course: row.course, n: shown(Number(row.n)) })),
		...done.map((row) => ({ what: 'completions' as const, course: row.course, n: shown(Number(row.n)) }))
	];
}

/** The same as a table (RFC 4180); a field that a spreadsheet would take for a formula is made text. */
export function countsTable(counts: Count[]): string {
	const field = (text: string) =>
		`"${(/^[=+\-@\t\0]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
	const rows = counts.map(({ what, course, n }) => [what, course ?? '', n === null ? 'under 10' : String(n)]);
	return [['what', 'course', 'number'], ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}
