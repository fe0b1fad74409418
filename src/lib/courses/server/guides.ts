import { and, asc, eq, exists, sql } from 'drizzle-orm';
import type { PreparedQuery, Reader, Store } from '#lib/server/store/store.ts';
import type { VersionStatus } from '../availability.ts';
import { named } from './statement.ts';
import { courses } from './tables.ts';

/** How to teach a lesson. `html` was made by the lesson language's one escaping function. */
export interface Guide {
	missing: false;
	lessonId: string;
	/** Its assets are the course's. */
	courseId: string;
	status: VersionStatus;
	title: string;
	/** How long a session of it takes. */
	minutes: number;
	materials: string[];
	html: string;
	locales: string[];
}

/** There is a guide, but not in the language asked for. */
export interface GuideMissing {
	missing: true;
	lessonId: string;
	locales: string[];
}

const guides: PreparedQuery<ReturnType<typeof build>> = { name: 'courses_guide', build };

function build(read: Reader, name: string) {
	const { course, lesson, publication, facilitatorGuide: g } = courses(read);
	const published = read
		.select({ one: sql`1` })
		.from(publication)
		.where(eq(publication.lessonId, lesson.id));
	return named(
		read
			.select({
				lessonId: g.lessonId,
				courseId: course.id,
				locale: g.locale,
				status: g.status,
				title: g.title,
				minutes: g.minutes,
				materials: g.materials,
				html: g.html
			})
			.from(course)
			.innerJoin(lesson, eq(lesson.courseId, course.id))
			.innerJoin(g, eq(g.lessonId, lesson.id))
			.where(
				and(
					eq(course.slug, sql.placeholder('slug')),
					eq(lesson.number, sql.placeholder('number')),
					exists(published)
				)
			)
			.orderBy(asc(g.locale)),
		name
	);
}

/**
 * The facilitator's guide of a published lesson; null when the lesson has none. Who may read it is the
 * route's matter. One statement.
 */
export async function guide(
	store: Store,
	slug: string,
	number: number,
	locale: string
): Promise<Guide | GuideMissing | null> {
	if (!Number.isSafeInteger(number)) return null;
	const rows = await store.prepared(guides).execute({ slug, number });
	if (!rows[0]) return null;
	const locales = rows.map((row) => row.locale);
	const here = rows.find((row) => row.locale === locale);
	if (!here) return { missing: true, lessonId: rows[0].lessonId, locales };
	const { lessonId, courseId, status, title, minutes, materials, html } = here;
	return { missing: false, lessonId, courseId, status, title, minutes, materials, html, locales };
}
