import { eq } from 'drizzle-orm';
import type { Reader, Tx } from '#lib/server/store/store.ts';
import type { ManifestCourse, ManifestText } from '../manifest.ts';
import { courses } from './tables.ts';

/** What the store has of the shipped courses: names and hashes only. */
export type ShelfState = Awaited<ReturnType<typeof shelfState>>;

/** One text that is to be written, and the version it replaces or renders anew. */
export interface TextChange {
	lessonId: string;
	text: ManifestText;
}

/** What has to be written so that the store holds what is shipped. Everything empty: nothing. */
export interface ShelfChanges {
	/** New, or with another course.yaml. */
	courses: ManifestCourse[];
	/** Ids of courses that are not shipped any more. Their rows stay, without an address. */
	gone: string[];
	lessons: { id: string; courseId: string; number: number }[];
	/** Texts that become a new version and the published one. */
	versions: TextChange[];
	/** Published versions whose words are the same and whose HTML has to be made anew. */
	renderings: (TextChange & { versionId: string })[];
	guides: TextChange[];
	/** Publications to take back; versions stay for those who answered them. */
	withdrawn: { lessonId: string; locale: string }[];
	guidesGone: { lessonId: string; locale: string }[];
}

/** In place of an address: no course in a file can have it, and it frees the address for another course. */
export const parkedSlug = (courseId: string): string => `~${courseId}`;

/** A guide is rendered when its text or its renderer changes. */
export const guideHash = (text: ManifestText, rendering: string): string => `${text.hash}.${rendering}`;

export async function shelfState(on: Reader | Tx) {
	const { course, lesson, lessonVersion, publication, facilitatorGuide } = courses(on);
	return {
		courses: await on.select({ id: course.id, hash: course.hash, slug: course.slug }).from(course),
		lessons: await on
			.select({ id: lesson.id, courseId: lesson.courseId, number: lesson.number })
			.from(lesson),
		texts: await on
			.select({
				lessonId: publication.lessonId,
				locale: publication.locale,
				versionId: lessonVersion.id,
				hash: lessonVersion.hash,
				rendering: lessonVersion.rendering
			})
			.from(publication)
			.innerJoin(lessonVersion, eq(lessonVersion.id, publication.versionId)),
		guides: await on
			.select({
				lessonId: facilitatorGuide.lessonId,
				locale: facilitatorGuide.locale,
				hash: facilitatorGuide.hash
			})
			.from(facilitatorGuide)
	};
}

/**
 * Compares the store with what is shipped.
 *
 * @param renderingOf changes when the renderer or its words in that language change
 */
export function shelfChanges(
	state: ShelfState,
	shipped: ManifestCourse[],
	renderingOf: (locale: string) => string
): ShelfChanges {
	const courseIds = new Set(shipped.map(({ course }) => course.id));
	const lessons = shipped.flatMap(({ course, lessons }) =>
		lessons.map((lesson) => ({ ...lesson, courseId: course.id }))
	);
	const key = (at: { lessonId: string; locale: string }) => `${at.lessonId} ${at.locale}`;
	const texts = new Map(state.texts.map((text) => [key(text), text]));
	const guides = new Map(state.guides.map((guide) => [key(guide), guide.hash]));
	const changes: ShelfChanges = {
		courses: shipped.filter(
			({ course }) => state.courses.find(({ id }) => id === course.id)?.hash !== course.hash
		),
		gone: state.courses
			.filter(({ id, slug }) => !courseIds.has(id) && slug !== parkedSlug(id))
			.map(({ id }) => id),
		lessons: lessons
			.map(({ id, courseId, number }) => ({ id, courseId, number }))
			.filter((lesson) => !state.lessons.some((known) => sameLesson(known, lesson))),
		versions: [],
		renderings: [],
		guides: [],
		withdrawn: [],
		guidesGone: []
	};
	for (const { id: lessonId, locales, guides: guideTexts } of lessons) {
		for (const text of locales) {
			const known = texts.get(key({ lessonId, locale: text.locale }));
			texts.delete(key({ lessonId, locale: text.locale }));
			if (known?.hash !== text.hash) changes.versions.push({ lessonId, text });
			else if (known.rendering !== renderingOf(text.locale)) {
				changes.renderings.push({ lessonId, text, versionId: known.versionId });
			}
		}
		for (const text of guideTexts) {
			const known = guides.get(key({ lessonId, locale: text.locale }));
			guides.delete(key({ lessonId, locale: text.locale }));
			if (known !== guideHash(text, renderingOf(text.locale))) changes.guides.push({ lessonId, text });
		}
	}
	changes.withdrawn = [...texts.values()].map(({ lessonId, locale }) => ({ lessonId, locale }));
	changes.guidesGone = state.guides.filter((guide) => guides.has(key(guide)));
	return changes;
}

type LessonPlace = { id: string; courseId: string; number: number };
const sameLesson = (a: LessonPlace, b: LessonPlace) =>
	a.id === b.id && a.courseId === b.courseId && a.number === b.number;
