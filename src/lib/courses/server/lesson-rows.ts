import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Segment } from '#lib/lesson/view.ts';
import type { PreparedQuery, Reader, Store } from '#lib/server/store/store.ts';
import { named } from './statement.ts';
import { courses } from './tables.ts';

export type LessonRow = Awaited<ReturnType<typeof lessonRows>>[number];

const light: PreparedQuery<ReturnType<typeof buildLight>> = { name: 'courses_lesson', build: buildLight };

/**
 * What is published around a lesson, without its words: the lesson in every language, and each lesson of the
 * course in the language asked for and in its original. Empty when there is no such course. One statement.
 */
export const lessonRows = (store: Store, slug: string, number: number, locale: string) =>
	store.prepared(light).execute({ slug, number, locale });

/**
 * The words of one version, and what others of its course say about themselves. One statement, not prepared:
 * it is asked once for a view that is then kept.
 */
export function contentRows(store: Store, shown: string, others: string[]) {
	const { course, lesson, lessonVersion } = courses(store);
	const isShown = eq(lessonVersion.id, shown);
	return store.read
		.select({
			versionId: lessonVersion.id,
			about: lessonVersion.about,
			segments: sql<Segment[] | null>`case when ${isShown} then ${lessonVersion.segments} end`.mapWith(
				lessonVersion.segments
			),
			texts: course.texts
		})
		.from(lessonVersion)
		.innerJoin(lesson, eq(lesson.id, lessonVersion.lessonId))
		.innerJoin(course, eq(course.id, lesson.courseId))
		.where(inArray(lessonVersion.id, [shown, ...others]));
}

function buildLight(read: Reader, name: string) {
	const { course, lesson, publication, lessonVersion } = courses(read);
	return named(
		read
			.select({
				courseId: course.id,
				slug: course.slug,
				courseHash: course.hash,
				lessonId: lesson.id,
				number: lesson.number,
				locale: publication.locale,
				day: publication.day,
				versionId: lessonVersion.id,
				hash: lessonVersion.hash,
				follows: lessonVersion.follows,
				status: lessonVersion.status,
				rendering: lessonVersion.rendering
			})
			.from(course)
			.innerJoin(lesson, eq(lesson.courseId, course.id))
			.innerJoin(publication, eq(publication.lessonId, lesson.id))
			.innerJoin(lessonVersion, eq(lessonVersion.id, publication.versionId))
			.where(
				and(
					eq(course.slug, sql.placeholder('slug')),
					or(
						eq(lesson.number, sql.placeholder('number')),
						eq(publication.locale, sql.placeholder('locale')),
						eq(lessonVersion.status, 'original')
					)
				)
			)
			.orderBy(asc(lesson.number), asc(publication.locale)),
		name
	);
}
