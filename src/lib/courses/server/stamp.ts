import { eq, sql } from 'drizzle-orm';
import type { PreparedQuery, Reader, Store } from '#lib/server/store/store.ts';
import { named } from './statement.ts';
import { courses } from './tables.ts';

const stamp: PreparedQuery<ReturnType<typeof build>> = { name: 'courses_stamp', build };

/**
 * Names everything published in a course: another publication, rendering, order or course.yaml gives another stamp.
 * Whatever is made from published texts may be kept under it. Null when nothing is published there. One statement.
 */
export async function stampOf(store: Store, slug: string): Promise<string | null> {
	const [row] = await store.prepared(stamp).execute({ slug });
	return row?.stamp ?? null;
}

function build(read: Reader, name: string) {
	const { course, lesson, publication, lessonVersion } = courses(read);
	// In whatever order they come: another order costs a fresh view and nothing else.
	const all = sql<string | null>`string_agg(concat_ws('.', ${lesson.number}, ${publication.locale},
		${publication.day}, ${lessonVersion.id}, ${lessonVersion.rendering}), ' ')`;
	return named(
		read
			.select({ stamp: sql<string | null>`max(${course.id} || '.' || ${course.hash}) || ' ' || ${all}` })
			.from(course)
			.innerJoin(lesson, eq(lesson.courseId, course.id))
			.innerJoin(publication, eq(publication.lessonId, lesson.id))
			.innerJoin(lessonVersion, eq(lessonVersion.id, publication.versionId))
			.where(eq(course.slug, sql.placeholder('slug'))),
		name
	);
}
