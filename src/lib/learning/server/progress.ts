import { and, asc, desc, eq, or, isNotNull, sql } from 'drizzle-orm';
import { catalogue, course, type CatalogueCourse, type LessonEntry } from '#lib/courses/server/catalogue.ts';
import { named } from '#lib/courses/server/statement.ts';
import { courses } from '#lib/courses/server/tables.ts';
import type { PreparedQuery, Reader, Store } from '#lib/server/store/store.ts';
import { whereToGoOn, type Tide } from '../tide.ts';
import type { LessonState } from './lesson-state.ts';
import type { Person } from './person.ts';
import { learning } from './tables.ts';

/** Someone in one course. */
export interface CourseProgress {
	tide: Tide;
	/** Ids of the lessons she has done, with the day. */
	done: Map<string, string>;
	enrolled: boolean;
	/** She has answered or completed something, or pressed "continue". */
	begun: boolean;
	/** Id of the lesson she stopped in the middle of, or null. */
	stoppedIn: string | null;
	/** Where to go on, or null when all is done. */
	goOn: LessonEntry | null;
}

export interface MyCourse extends CourseProgress {
	course: CatalogueCourse;
}

export interface MyLearning {
	/** Her courses: those she is in, then those she has only tried, in the order of the catalogue. */
	courses: MyCourse[];
	/** Lessons she has done, newest day first. */
	completed: { day: string; lessons: { course: CatalogueCourse; lesson: LessonEntry }[] }[];
}

/**
 * How far someone is in a course, given the course as the catalogue shows it. Two statements.
 */
export async function courseProgress(
	store: Store,
	account: Person,
	of: CatalogueCourse
): Promise<CourseProgress> {
	const [places, completions] = await facts(store, account);
	return progressIn(of, places.get(of.id), completions);
}

/** The same from what a lesson page knows already. No statement. */
export const progressFrom = (of: CatalogueCourse, { done, enrolled, place }: LessonState): CourseProgress =>
	progressIn(of, { enrolled, place }, done);

/** The same, with the course found by its address; null when there is no such course. Three statements. */
export async function myCourse(
	store: Store,
	account: Person,
	slug: string,
	locale: string
): Promise<MyCourse | null> {
	const found = await course(store, slug, locale);
	return found && { course: found, ...(await courseProgress(store, account, found)) };
}

/** Everything someone is learning, in the words of a language. Three statements. */
export async function myLearning(store: Store, account: Person, locale: string): Promise<MyLearning> {
	const [shelf, [places, completions]] = await Promise.all([catalogue(store, locale), facts(store, account)]);
	const mine = shelf.map((course) => ({ course, ...progressIn(course, places.get(course.id), completions) }));
	const lessons = shelf.flatMap((course) => course.lessons.map((lesson) => ({ course, lesson })));
	const days = [...new Set([...completions.values()])].sort().reverse();
	return {
		courses: mine
			.filter(({ enrolled, begun }) => enrolled || begun)
			.sort((a, b) => Number(b.enrolled) - Number(a.enrolled)),
		completed: days
			.map((day) => ({ day, lessons: lessons.filter(({ lesson }) => completions.get(lesson.id) === day) }))
			.filter(({ lessons }) => lessons.length > 0)
	};
}

function progressIn(
	of: CatalogueCourse,
	mine: PlaceRow | undefined,
	completions: Map<string, string>
): CourseProgress {
	const done = new Map<string, string>();
	for (const { id } of of.lessons) {
		const day = completions.get(id);
		if (day) done.set(id, day);
	}
	return {
		tide: { done: done.size, of: of.lessons.length },
		done,
		enrolled: mine?.enrolled ?? false,
		begun: done.size > 0 || Boolean(mine?.place),
		stoppedIn: mine?.place && !done.has(mine.place) ? mine.place : null,
		goOn: whereToGoOn(of.lessons, new Set(done.keys()), mine?.place ?? null)
	};
}

interface PlaceRow {
	enrolled: boolean;
	place: string | null;
}

async function facts(store: Store, account: Person) {
	const [courseRows, completionRows] = await Promise.all([
		store.prepared(myCourses).execute({ account: account.id }),
		store.prepared(myCompletions).execute({ account: account.id })
	]);
	const places = new Map<string, PlaceRow>();
	for (const row of courseRows) places.set(row.courseId, { enrolled: row.day !== null, place: row.place });
	const completions = new Map(completionRows.map(({ lessonId, day }) => [lessonId, day]));
	return [places, completions] as const;
}

const myCourses: PreparedQuery<ReturnType<typeof buildCourses>> = {
	name: 'learning_courses',
	build: buildCourses
};
const myCompletions: PreparedQuery<ReturnType<typeof buildCompletions>> = {
	name: 'learning_completions',
	build: buildCompletions
};

function buildCourses(read: Reader, name: string) {
	const { course } = courses(read);
	const { enrolment, place } = learning(read);
	const hers = (table: typeof enrolment | typeof place) =>
		and(eq(table.courseId, course.id), eq(table.accountId, sql.placeholder('account')));
	return named(
		read
			.select({ courseId: course.id, day: enrolment.day, place: place.lessonId })
			.from(course)
			.leftJoin(enrolment, hers(enrolment))
			.leftJoin(place, hers(place))
			.where(or(isNotNull(enrolment.day), isNotNull(place.day))),
		name
	);
}

function buildCompletions(read: Reader, name: string) {
	const { completion } = learning(read);
	return named(
		read
			.select({ lessonId: completion.lessonId, day: completion.day })
			.from(completion)
			.where(eq(completion.accountId, sql.placeholder('account')))
			.orderBy(desc(completion.day), asc(completion.lessonId)),
		name
	);
}
