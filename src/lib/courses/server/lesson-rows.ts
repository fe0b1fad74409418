import { and, asc, eq, or, sql } from 'drizzle-orm';
import type { Segment } from '#lib/lesson/view.ts';
import type { Store } from '#lib/server/store/store.ts';
import { courses, type LessonAbout } from './tables.ts';

export type LessonRow = Awaited<ReturnType<typeof lessonRows>>[number];

/**
 * What is published around a lesson: the lesson in every language, and each lesson of the course in the language
 * asked for and in its original. Of the words only those that are shown: the text of the lesson, and what the
 * lessons of the outline say about themselves. Empty when there is no such course. One statement, not prepared:
 * it is asked once for a view that is then kept.
 */
export function lessonRows(store: Store, slug: string, number: number, locale: string) {
	const { course, lesson, publication, lessonVersion } = courses(store);
	const isAsked = eq(publication.locale, locale);
	const isOutline = or(isAsked, eq(lessonVersion.status, 'original'));
	const isText = and(isAsked, eq(lesson.number, number));
	return store.read
		.select({
			courseId: course.id,
			slug: course.slug,
			texts: course.texts,
			lessonId: lesson.id,
			number: lesson.number,
			locale: publication.locale,
			day: publication.day,
			versionId: lessonVersion.id,
			hash: lessonVersion.hash,
			follows: lessonVersion.follows,
			status: lessonVersion.status,
			about: sql<LessonAbout | null>`case when ${isOutline} then ${lessonVersion.about} end`.mapWith(
				lessonVersion.about
			),
			segments: sql<Segment[] | null>`case when ${isText} then ${lessonVersion.segments} end`.mapWith(
				lessonVersion.segments
			)
		})
		.from(course)
		.innerJoin(lesson, eq(lesson.courseId, course.id))
		.innerJoin(publication, eq(publication.lessonId, lesson.id))
		.innerJoin(lessonVersion, eq(lessonVersion.id, publication.versionId))
		.where(and(eq(course.slug, slug), or(eq(lesson.number, number), isOutline)))
		.orderBy(asc(lesson.number), asc(publication.locale));
}
