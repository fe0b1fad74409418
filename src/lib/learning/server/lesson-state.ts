import { and, eq, sql } from 'drizzle-orm';
import { named } from '#lib/courses/server/statement.ts';
import { courses } from '#lib/courses/server/tables.ts';
import type { PreparedQuery, Reader, Store } from '#lib/server/store/store.ts';
import type { Person } from './person.ts';
import { learning } from './tables.ts';

/** Someone's newest answer to an element. */
export interface LatestAttempt {
	chosen: string[];
	right: boolean;
	/** The text it answered; when it is not the one on the page, its choices may mean something else. */
	versionId: string;
	/** How often she has answered. */
	turn: number;
}

/** What a lesson page shows of the person reading it. */
export interface LessonState {
	/** `YYYY-MM-DD`, or null. */
	completedDay: string | null;
	/** The lessons of this course she has done, by id, with the day. */
	done: Map<string, string>;
	/** She has put this course among her own. */
	enrolled: boolean;
	/** Id of the lesson where she is in this course, or null. */
	place: string | null;
	/** By element id. */
	attempts: Record<string, LatestAttempt>;
}

const state: PreparedQuery<ReturnType<typeof build>> = { name: 'learning_lesson_state', build };

/** Someone's answers in a lesson, and how far she is in its course. One statement. */
export async function lessonState(store: Store, account: Person, lessonId: string): Promise<LessonState> {
	const rows = await store.prepared(state).execute({ account: account.id, lesson: lessonId });
	// Without a prototype: element ids come from authors.
	const attempts: Record<string, LatestAttempt> = Object.create(null);
	const done = new Map<string, string>();
	for (const { id, day, attempt } of rows) {
		if (day) done.set(id, day);
		if (!attempt) continue;
		const { elementId, ...latest } = attempt;
		attempts[elementId] = latest;
	}
	const [first] = rows;
	return {
		completedDay: done.get(lessonId) ?? null,
		done,
		enrolled: Boolean(first?.enrolledDay),
		place: first?.place ?? null,
		attempts
	};
}

function build(read: Reader, name: string) {
	const { lesson } = courses(read);
	const { attempt, completion, enrolment, place } = learning(read);
	const account = sql.placeholder('account');
	const hers = and(eq(attempt.accountId, account), eq(attempt.lessonId, sql.placeholder('lesson')));
	const newest = read
		.select({
			element: sql<string>`${attempt.elementId}`.as('element'),
			last: sql<number>`max(${attempt.turn})`.as('last')
		})
		.from(attempt)
		.where(hers)
		.groupBy(attempt.elementId)
		.as('newest');
	const courseOfLesson = sql`(${read
		.select({ courseId: lesson.courseId })
		.from(lesson)
		.where(eq(lesson.id, sql.placeholder('lesson')))})`;
	return named(
		read
			.select({
				id: lesson.id,
				day: completion.day,
				enrolledDay: enrolment.day,
				place: place.lessonId,
				attempt: {
					elementId: attempt.elementId,
					chosen: attempt.chosen,
					right: attempt.right,
					versionId: attempt.versionId,
					turn: attempt.turn
				}
			})
			.from(lesson)
			.leftJoin(completion, and(eq(completion.lessonId, lesson.id), eq(completion.accountId, account)))
			.leftJoin(enrolment, and(eq(enrolment.courseId, lesson.courseId), eq(enrolment.accountId, account)))
			.leftJoin(place, and(eq(place.courseId, lesson.courseId), eq(place.accountId, account)))
			.leftJoin(newest, eq(lesson.id, sql.placeholder('lesson')))
			.leftJoin(attempt, and(hers, eq(attempt.elementId, newest.element), eq(attempt.turn, newest.last)))
			.where(eq(lesson.courseId, courseOfLesson)),
		name
	);
}
