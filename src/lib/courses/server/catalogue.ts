import type { Store } from '#lib/server/store/store.ts';
import { originalOf, outdatedSince, type VersionStatus } from '../availability.ts';
import { shelfRows, type ShelfRow } from './shelf.ts';
import type { CourseText, LessonAbout } from './tables.ts';

export interface LessonEntry {
	id: string;
	/** Its number in the course, from 1, and its address. */
	number: number;
	/** In the language asked for; null: not in that language yet, see `original` and `locales`. */
	about: LessonAbout | null;
	/** Null when the lesson is not in the language asked for. */
	status: VersionStatus | null;
	/** The translation is older than its original, since that day. */
	outdated: { since: string } | null;
	original: { locale: string; about: LessonAbout };
	/** Every language it exists in. */
	locales: string[];
}

export interface CatalogueCourse {
	id: string;
	slug: string;
	cover: string;
	/** In the language asked for; null: no words in that language, see `original`. */
	text: CourseText | null;
	original: CourseText & { locale: string };
	lessons: LessonEntry[];
	/** Of all lessons together. */
	minutes: number;
	/** How many lessons each language has, fullest first. */
	locales: { locale: string; lessons: number }[];
	/** `YYYY-MM-DD` of the lesson reviewed longest ago; null when one was never reviewed. */
	reviewedOn: string | null;
	/** The first day on which a lesson should be looked at again. */
	reviewBy: string | null;
}

/** Every course with a published lesson, in order, as readers of a language see it. One statement. */
export async function catalogue(store: Store, locale: string): Promise<CatalogueCourse[]> {
	const byCourse = grouped(await shelfRows(store, locale), ({ courseId }) => courseId);
	return byCourse.map((rows) => courseOf(rows, locale)).filter(({ lessons }) => lessons.length > 0);
}

/** One course with its lessons, or null. One statement. */
export async function course(store: Store, slug: string, locale: string): Promise<CatalogueCourse | null> {
	const [rows] = grouped(await shelfRows(store, locale, slug), ({ courseId }) => courseId);
	const found = rows && courseOf(rows, locale);
	return found?.lessons.length ? found : null;
}

function courseOf(rows: [ShelfRow, ...ShelfRow[]], locale: string): CatalogueCourse {
	const { courseId: id, slug, cover, texts } = rows[0];
	const lessons = grouped(rows, ({ lessonId }) => lessonId).flatMap((of) => lessonOf(of, locale) ?? []);
	const shown = lessons.map(({ about, original }) => about ?? original.about);
	const source =
		lessons.map(({ original }) => original.locale).find((source) => texts[source]) ?? Object.keys(texts)[0]!;
	const reviewed = shown.map(({ reviewedOn }) => reviewedOn);
	return {
		id,
		slug,
		cover,
		text: texts[locale] ?? null,
		original: { locale: source, ...texts[source]! },
		lessons,
		minutes: shown.reduce((sum, { minutes }) => sum + minutes, 0),
		locales: languages(lessons),
		reviewedOn: reviewed.includes(null) ? null : earliest(reviewed),
		reviewBy: earliest(shown.map(({ reviewBy }) => reviewBy))
	};
}

/** A lesson whose original is withdrawn is not shown: nobody could say what its translations follow. */
function lessonOf(rows: [ShelfRow, ...ShelfRow[]], locale: string): LessonEntry | null {
	const original = originalOf(rows);
	if (!original?.about) return null;
	const here = rows.find((row) => row.locale === locale);
	return {
		id: original.lessonId,
		number: original.number,
		about: here?.about ?? null,
		status: here?.status ?? null,
		outdated: here ? outdatedSince(here, original) : null,
		original: { locale: original.locale, about: original.about },
		locales: rows.map((row) => row.locale)
	};
}

function languages(lessons: LessonEntry[]): CatalogueCourse['locales'] {
	const counts = new Map<string, number>();
	for (const locale of lessons.flatMap(({ locales }) => locales))
		counts.set(locale, (counts.get(locale) ?? 0) + 1);
	return [...counts]
		.map(([locale, count]) => ({ locale, lessons: count }))
		.sort((a, b) => b.lessons - a.lessons || a.locale.localeCompare(b.locale));
}

const earliest = (days: (string | null)[]): string | null =>
	days.filter((day) => day !== null).sort()[0] ?? null;

/** Rows by key, in the order they come. */
function grouped<T>(rows: T[], key: (row: T) => string): [T, ...T[]][] {
	const groups = new Map<string, [T, ...T[]]>();
	for (const row of rows) {
		const group = groups.get(key(row));
		if (group) group.push(row);
		else groups.set(key(row), [row]);
	}
	return [...groups.values()];
}
