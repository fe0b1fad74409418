import type { Segment } from '#lib/lesson/view.ts';
import type { Store } from '#lib/server/store/store.ts';
import { originalOf, outdatedSince, type VersionStatus } from '../availability.ts';
import { keep } from './keep.ts';
import { contentRows, lessonRows, type LessonRow } from './lesson-rows.ts';
import type { CourseText, LessonAbout } from './tables.ts';

/** The lesson before or after. `title` is null when it is not in the reader's language yet. */
export interface Neighbour {
	id: string;
	number: number;
	title: string | null;
}

interface Around {
	course: {
		id: string;
		slug: string;
		/** In the reader's language; null: see `original`. */
		text: CourseText | null;
		original: CourseText & { locale: string };
		/** How many lessons it has. */
		lessons: number;
	};
	lesson: { id: string; number: number };
	/** Every language this lesson exists in. */
	locales: string[];
	previous: Neighbour | null;
	next: Neighbour | null;
}

export interface LessonView extends Around {
	missing: false;
	version: { id: string; locale: string; hash: string; day: string };
	about: LessonAbout;
	segments: Segment[];
	status: VersionStatus;
	/** The text is older than its original, which was published on that day. */
	outdated: { since: string } | null;
}

/** The lesson exists, but not in the language asked for: never another language in its place. */
export interface LessonMissing extends Around {
	missing: true;
	original: { locale: string; about: LessonAbout };
}

/** Views are made from published versions, which never change: the key names every version in them. */
const kept = keep<LessonView | LessonMissing>(60);

/**
 * A lesson as readers of a language see it; null when there is no such lesson. One statement, two when nobody
 * asked for it lately. The view is shared by all readers: do not change it.
 *
 * @param number from 1
 */
export async function lesson(
	store: Store,
	slug: string,
	number: number,
	locale: string
): Promise<LessonView | LessonMissing | null> {
	if (!Number.isSafeInteger(number)) return null;
	const rows = await lessonRows(store, slug, number, locale);
	if (!originalOf(rows.filter((row) => row.number === number))) return null;
	const key = [locale, number, rows[0]!.courseHash, ...rows.map((row) => `${row.versionId}.${row.rendering}.${row.day}`)];
	return kept(key.join(' '), () => view(store, rows, number, locale));
}

async function view(store: Store, rows: LessonRow[], number: number, locale: string) {
	const texts = rows.filter((row) => row.number === number);
	const original = originalOf(texts);
	if (!original) return null;
	const here = texts.find((row) => row.locale === locale);
	const shown = here ?? original;
	const numbers = [...new Set(rows.filter(({ status }) => status === 'original').map((row) => row.number))];
	const before = numbers.filter((other) => other < number).at(-1);
	const after = numbers.find((other) => other > number);
	const versionOf = (other?: number) =>
		rows.find((row) => row.number === other && row.locale === locale)?.versionId ?? '';

	const content = await contentRows(store, shown.versionId, versionOf(before), versionOf(after));
	const own = content.find(({ versionId }) => versionId === shown.versionId);
	if (!own?.segments) return null;
	const neighbour = (other?: number): Neighbour | null => {
		const row = rows.find((row) => row.number === other);
		if (!row) return null;
		const about = content.find(({ versionId }) => versionId === versionOf(other))?.about;
		return { id: row.lessonId, number: row.number, title: about?.title ?? null };
	};
	const source = own.texts[original.locale] ? original.locale : Object.keys(own.texts)[0]!;
	const around: Around = {
		course: {
			id: original.courseId,
			slug: original.slug,
			text: own.texts[locale] ?? null,
			original: { locale: source, ...own.texts[source]! },
			lessons: numbers.length
		},
		lesson: { id: original.lessonId, number },
		locales: texts.map((row) => row.locale),
		previous: neighbour(before),
		next: neighbour(after)
	};
	if (!here) return { ...around, missing: true as const, original: { locale: original.locale, about: own.about } };
	return {
		...around,
		missing: false as const,
		version: { id: here.versionId, locale, hash: here.hash, day: here.day },
		about: own.about,
		segments: own.segments,
		status: here.status,
		outdated: outdatedSince(here, original)
	};
}
