import type { Segment } from '#lib/lesson/view.ts';
import type { Store } from '#lib/server/store/store.ts';
import { originalOf, outdatedSince, type VersionStatus } from '../availability.ts';
import { course, type CatalogueCourse } from './catalogue.ts';
import { keep } from './keep.ts';
import { lessonRows, type LessonRow } from './lesson-rows.ts';
import { stampOf } from './stamp.ts';
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

/** Views are made from published versions, which never change: the stamp in the key names every version. */
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
	const stamp = await stampOf(store, slug);
	return stamp === null ? null : lessonAt(store, stamp, slug, number, locale);
}

/**
 * The same with its course, for the outline beside the text. One statement, three when nobody asked lately.
 *
 * @param textLocale of the lesson
 * @param locale of the course's own words
 */
export async function lessonInCourse(
	store: Store,
	slug: string,
	number: number,
	textLocale: string,
	locale: string
): Promise<{ lesson: LessonView | LessonMissing; course: CatalogueCourse } | null> {
	const stamp = await stampOf(store, slug);
	if (stamp === null) return null;
	const found = await lessonAt(store, stamp, slug, number, textLocale);
	const around = found && (await keptCourse(`${locale} ${stamp}`, () => course(store, slug, locale)));
	return around && { lesson: found, course: around };
}

const keptCourse = keep<CatalogueCourse>(60);

const lessonAt = (store: Store, stamp: string, slug: string, number: number, locale: string) =>
	Number.isSafeInteger(number)
		? kept(`${locale} ${number} ${stamp}`, () => view(store, slug, number, locale))
		: null;

async function view(store: Store, slug: string, number: number, locale: string) {
	const rows = await lessonRows(store, slug, number, locale);
	const texts = rows.filter((row) => row.number === number);
	const original = originalOf(texts);
	if (!original?.about) return null;
	const here = texts.find((row) => row.locale === locale);
	const outline = rows
		.filter(({ status }) => status === 'original')
		.flatMap((row) => entry(rows, row, locale));
	const source = original.texts[original.locale] ? original.locale : Object.keys(original.texts)[0]!;
	const around: Around = {
		course: {
			id: original.courseId,
			slug: original.slug,
			text: original.texts[locale] ?? null,
			original: { locale: source, ...original.texts[source]! },
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
	if (!here?.about || !here.segments)
		return {
			...around,
			missing: true as const,
			original: { locale: original.locale, about: original.about }
		};
	return {
		...around,
		missing: false as const,
		version: { id: here.versionId, locale, hash: here.hash, day: here.day },
		about: here.about,
		segments: here.segments,
		status: here.status,
		outdated: outdatedSince(here, original)
	};
}

/** A lesson of the course by one text: the reader's, or the original. */
function entry(rows: LessonRow[], original: LessonRow, locale: string): OutlineEntry[] {
	const row = rows.find((row) => row.lessonId === original.lessonId && row.locale === locale) ?? original;
	if (!row.about) return [];
	const { title, minutes } = row.about;
	return [{ id: row.lessonId, number: row.number, locale: row.locale, title, minutes }];
}

function neighbour(entry: OutlineEntry | undefined, locale: string): Neighbour | null {
	if (!entry) return null;
	return { id: entry.id, number: entry.number, title: entry.locale === locale ? entry.title : null };
}
