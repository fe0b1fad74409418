import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { isEnded } from '#lib/cohorts/server/cohorts.ts';
import { cohorts } from '#lib/cohorts/server/tables.ts';
import { named } from '#lib/courses/server/statement.ts';
import { courses } from '#lib/courses/server/tables.ts';
import type { PreparedQuery, Reader, Store } from '#lib/server/store/store.ts';

/** A lesson in an address: the course's neutral slug and the lesson's number, `2.3`. */
export const lessonAddress = (slug: string, number: number): string => `${slug}.${number}`;

/** Back from an address; null when it is none. */
export function placeOf(address: string): { slug: string; number: number } | null {
	const [, slug, number] = /^(.{1,100})\.(\d{1,4})$/.exec(address) ?? [];
	return slug ? { slug, number: Number(number) } : null;
}

/** A cohort in which a lesson's prompts are talked about. */
export interface PromptLink {
	cohortId: string;
	name: string;
	/** Of the lesson, in the prompt's address: `/cohorts/<cohort>/prompt/<lesson>/<element>`. */
	lesson: string;
	ended: boolean;
}

const links: PreparedQuery<ReturnType<typeof buildLinks>> = { name: 'forum_prompt_links', build: buildLinks };

/** For the lesson page: her cohorts that take this lesson's course. Empty for somebody who is in none. One statement. */
export async function promptLinks(
	store: Store,
	accountId: string,
	lessonId: string,
	now = new Date()
): Promise<PromptLink[]> {
	const rows = await store.prepared(links).execute({ account: accountId, lesson: lessonId });
	return rows.map(({ cohortId, name, endsOn, slug, number }) => ({
		cohortId,
		name,
		lesson: lessonAddress(slug, number),
		ended: isEnded(endsOn, now)
	}));
}

function buildLinks(read: Reader, name: string) {
	const { cohort: c, membership: m, cohortCourse: cc } = cohorts(read);
	const { course, lesson } = courses(read);
	return named(
		read
			.select({ cohortId: c.id, name: c.name, endsOn: c.endsOn, slug: course.slug, number: lesson.number })
			.from(m)
			.innerJoin(c, eq(c.id, m.cohortId))
			.innerJoin(cc, eq(cc.cohortId, c.id))
			.innerJoin(course, eq(course.id, cc.courseId))
			.innerJoin(lesson, eq(lesson.courseId, course.id))
			.where(and(eq(m.accountId, sql.placeholder('account')), eq(lesson.id, sql.placeholder('lesson'))))
			.orderBy(asc(c.name), asc(c.id)),
		name
	);
}

/** What a thread that answers a prompt is called and where the prompt stands. */
export interface LessonName {
	slug: string;
	number: number;
	title: string;
}

/** Titles of lessons in the reader's language, else in the original's, by lesson id. */
export async function lessonNames(store: Store, lessonIds: string[], locale: string) {
	const names = new Map<string, LessonName>();
	if (!lessonIds.length) return names;
	const { course, lesson, publication, lessonVersion } = courses(store.read);
	const rows = await store.read
		.select({
			id: lesson.id,
			slug: course.slug,
			number: lesson.number,
			locale: publication.locale,
			status: lessonVersion.status,
			about: lessonVersion.about
		})
		.from(lesson)
		.innerJoin(course, eq(course.id, lesson.courseId))
		.innerJoin(publication, eq(publication.lessonId, lesson.id))
		.innerJoin(lessonVersion, eq(lessonVersion.id, publication.versionId))
		.where(inArray(lesson.id, lessonIds));
	const preference = (row: (typeof rows)[number]) =>
		row.locale === locale ? 2 : row.status === 'original' ? 1 : 0;
	for (const row of rows.sort((a, b) => preference(a) - preference(b)))
		names.set(row.id, { slug: row.slug, number: row.number, title: row.about.title });
	return names;
}
