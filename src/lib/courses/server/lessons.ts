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

/** One lesson of the course, for the outline beside the text. */
export interface OutlineEntry {
	id: string;
	number: number;
	title: string;
	minutes: number;
	/** Of the title: the reader's, or the original's where the lesson is not in hers yet. */
	locale: string;
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
		outline: OutlineEntry[];
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
	const key = [
		locale,
		number,
		rows[0]!.courseHash,
		...rows.map((row) => `${row.versionId}.${row.rendering}.${row.day}`)
	];
	return kept(key.join(' '), () => view(store, rows, number, locale));
}

async function view(store: Store, rows: LessonRow[], number: number, locale: string) {
	const texts = rows.filter((row) => row.number === number);
	const original = originalOf(texts);
	if (!original) return null;
	const here = texts.find((row) => row.locale === locale);
	const shown = here ?? original;
	/** Each lesson of the course by one text: the reader's, or the original. */
	const course = rows
		.filter(({ status }) => status === 'original')
		.map((source) => rows.find((row) => row.lessonId === source.lessonId && row.locale === locale) ?? source);

	const content = await contentRows(
		store,
		shown.versionId,
		course.map(({ versionId }) => versionId)
	);
	const contentOf = (row: LessonRow) => content.find(({ versionId }) => versionId === row.versionId);
	const own = contentOf(shown);
	if (!own?.segments) return null;
	const outline = course.flatMap((row): OutlineEntry[] => {
		const about = contentOf(row)?.about;
		return about
			? [
					{
						id: row.lessonId,
						number: row.number,
						locale: row.locale,
						title: about.title,
						minutes: about.minutes
					}
				]
			: [];
	});
	const source = own.texts[original.locale] ? original.locale : Object.keys(own.texts)[0]!;
	const around: Around = {
		course: {
			id: original.courseId,
			slug: original.slug,
			text: own.texts[locale] ?? null,
			original: { locale: source, ...own.texts[source]! },
			lessons: outline.length,
			outline
		},
		lesson: { id: original.lessonId, number },
		locales: texts.map((row) => row.locale),
		previous: neighbour(outline.filter((other) => other.number < number).at(-1), locale),
		next: neighbour(
			outline.find((other) => other.number > number),
			locale
		)
	};
	if (!here)
		return { ...around, missing: true as const, original: { locale: original.locale, about: own.about } };
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

function neighbour(entry: OutlineEntry | undefined, locale: string): Neighbour | null {
	if (!entry) return null;
	return { id: entry.id, number: entry.number, title: entry.locale === locale ? entry.title : null };
}
