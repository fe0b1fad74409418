import { and, asc, eq, or, sql } from 'drizzle-orm';
import type { PreparedQuery, Reader, Store } from '#lib/server/store/store.ts';
import { named } from './statement.ts';
import { courses, type LessonAbout } from './tables.ts';

/** One published text, light: `about` is there only for the language asked for and for the original. */
export type ShelfRow = Awaited<ReturnType<typeof shelfRows>>[number];

const everything: PreparedQuery<ReturnType<typeof build>> = {
	name: 'courses_shelf',
	build: (read, name) => build(read, name, false)
};
const oneCourse: PreparedQuery<ReturnType<typeof build>> = {
	name: 'courses_shelf_of',
	build: (read, name) => build(read, name, true)
};

/** Every published text of every course, or of one, in the order of courses and lessons. One statement. */
export async function shelfRows(store: Store, locale: string, slug?: string) {
	return slug === undefined
		? store.prepared(everything).execute({ locale })
		: store.prepared(oneCourse).execute({ locale, slug });
}

function build(read: Reader, name: string, one: boolean) {
	const { course, lesson, publication, lessonVersion } = courses(read);
	const asked = or(eq(publication.locale, sql.placeholder('locale')), eq(lessonVersion.status, 'original'));
	return named(
		read
			.select({
				courseId: course.id,
				slug: course.slug,
				position: course.position,
				cover: course.cover,
				texts: course.texts,
				lessonId: lesson.id,
				number: lesson.number,
				locale: publication.locale,
				day: publication.day,
				hash: lessonVersion.hash,
				follows: lessonVersion.follows,
				status: lessonVersion.status,
				about: sql<LessonAbout | null>`case when ${asked} then ${lessonVersion.about} end`.mapWith(
					lessonVersion.about
				)
			})
			.from(publication)
			.innerJoin(lesson, eq(lesson.id, publication.lessonId))
			.innerJoin(course, eq(course.id, lesson.courseId))
			.innerJoin(lessonVersion, eq(lessonVersion.id, publication.versionId))
			.where(one ? and(eq(course.slug, sql.placeholder('slug'))) : undefined)
			.orderBy(asc(course.position), asc(course.id), asc(lesson.number), asc(publication.locale)),
		name
	);
}
