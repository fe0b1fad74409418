import { and, eq } from 'drizzle-orm';
import { answers, blocksHtml, outline, segments } from '#lib/lesson/html.ts';
import type { FrontMatter, Lesson } from '#lib/lesson/tree.ts';
import type { LessonWords } from '#lib/lesson/view.ts';
import { dayOf } from '#lib/server/clock.ts';
import { newId } from '#lib/server/secrets.ts';
import type { Store, Tx } from '#lib/server/store/store.ts';
import type { VersionStatus } from '../availability.ts';
import type { GuideFile } from '../guide-file.ts';
import type { ManifestCourse } from '../manifest.ts';
import {
	guideHash,
	parkedSlug,
	shelfChanges,
	shelfState,
	type ShelfChanges,
	type TextChange
} from './shelf-state.ts';
import { courses, type LessonAbout } from './tables.ts';

/** What the app carries in its own files: names and hashes at hand, each text only when it is asked for. */
export interface Shipped {
	courses: ManifestCourse[];
	/** @param path as the manifest names it */
	text(path: string): Promise<ShippedText>;
	guide(path: string): Promise<GuideFile>;
}

export interface ShippedText {
	source: string;
	lesson: Lesson;
}

/** The words the renderer needs in a language, and a hash that changes with them and with the renderer. */
export type Wording = (locale: string) => { words: LessonWords; rendering: string };

/** How many rows of each kind were written; all zero when nothing had changed. */
export type Published = { [kind in keyof ShelfChanges]: number };

/** Language every shipped course is written in first. */
const SOURCE_LOCALE = 'en';

/**
 * Brings the store up to what is shipped, in one transaction: a new text becomes a new version and the
 * published one; a lesson or language that is gone is taken back, while its versions stay for those who
 * answered them. With nothing changed, nothing is written and no text is opened.
 */
export async function publishShipped(
	store: Store,
	shipped: Shipped,
	wording: Wording,
	now = new Date()
): Promise<Published> {
	const renderingOf = (locale: string) => wording(locale).rendering;
	const planned = shelfChanges(await shelfState(store.read), shipped.courses, renderingOf);
	if (!Object.values(planned).some(({ length }) => length)) return counts(planned);

	const texts = await opened([...planned.versions, ...planned.renderings], shipped.text);
	const guides = await opened(planned.guides, shipped.guide);
	return store.write(async (tx) => {
		// Another instance may have published meanwhile: only what is still to do is done.
		const changes = shelfChanges(await shelfState(tx), shipped.courses, renderingOf);
		const day = dayOf(now);
		await writeCourses(tx, changes);
		await takeBack(tx, changes);
		for (const change of changes.versions) await writeVersion(tx, change, texts, wording, day);
		for (const change of changes.renderings) await renderAnew(tx, change, texts, wording);
		for (const change of changes.guides) await writeGuide(tx, change, guides, wording);
		return counts(changes);
	});
}

async function opened<T>(changes: TextChange[], open: (path: string) => Promise<T>): Promise<Map<string, T>> {
	return new Map(
		await Promise.all(changes.map(async ({ text }) => [text.path, await open(text.path)] as const))
	);
}

const counts = (changes: ShelfChanges) =>
	Object.fromEntries(Object.entries(changes).map(([kind, { length }]) => [kind, length])) as Published;

async function writeCourses(tx: Tx, changes: ShelfChanges) {
	const { course, lesson } = courses(tx);
	// Parked first, so that two courses can exchange their addresses.
	for (const id of [...changes.gone, ...changes.courses.map(({ course }) => course.id)]) {
		await tx
			.update(course)
			.set({ slug: parkedSlug(id) })
			.where(eq(course.id, id));
	}
	for (const { course: shipped } of changes.courses) {
		const { id, slug, order: position, cover, hash, texts } = shipped;
		const row = { slug, position, cover, hash, texts };
		await tx
			.insert(course)
			.values({ id, ...row })
			.onConflictDoUpdate({ target: course.id, set: row });
	}
	for (const { id, ...row } of changes.lessons) {
		await tx
			.insert(lesson)
			.values({ id, ...row })
			.onConflictDoUpdate({ target: lesson.id, set: row });
	}
}

async function takeBack(tx: Tx, changes: ShelfChanges) {
	const { publication, facilitatorGuide } = courses(tx);
	for (const [table, places] of [
		[publication, changes.withdrawn],
		[facilitatorGuide, changes.guidesGone]
	] as const) {
		for (const { lessonId, locale } of places) {
			await tx.delete(table).where(and(eq(table.lessonId, lessonId), eq(table.locale, locale)));
		}
	}
}

async function writeVersion(
	tx: Tx,
	{ lessonId, text }: TextChange,
	texts: Map<string, ShippedText>,
	wording: Wording,
	day: string
) {
	const { lessonVersion, publication } = courses(tx);
	const { source, lesson } = found(texts, text.path);
	const translation = lesson.meta?.translation ?? null;
	const versionId = newId();
	await tx.insert(lessonVersion).values({
		id: versionId,
		lessonId,
		locale: text.locale,
		status: statusOf(text.locale, translation),
		hash: text.hash,
		follows: translation?.of ?? null,
		source,
		createdDay: day,
		...rendered(lesson, wording(text.locale))
	});
	await tx
		.insert(publication)
		.values({ lessonId, locale: text.locale, versionId, day })
		.onConflictDoUpdate({ target: [publication.lessonId, publication.locale], set: { versionId, day } });
}

async function renderAnew(
	tx: Tx,
	{ text, versionId }: TextChange & { versionId: string },
	texts: Map<string, ShippedText>,
	wording: Wording
) {
	const { lessonVersion } = courses(tx);
	const { lesson } = found(texts, text.path);
	await tx
		.update(lessonVersion)
		.set(rendered(lesson, wording(text.locale)))
		.where(eq(lessonVersion.id, versionId));
}

async function writeGuide(
	tx: Tx,
	{ lessonId, text }: TextChange,
	guides: Map<string, GuideFile>,
	wording: Wording
) {
	const { facilitatorGuide } = courses(tx);
	const { title, minutes, materials, translation, lesson } = found(guides, text.path);
	const { words, rendering } = wording(text.locale);
	const row = {
		hash: guideHash(text, rendering),
		status: statusOf(text.locale, translation),
		title,
		minutes,
		materials,
		html: blocksHtml(lesson.children, words)
	};
	await tx
		.insert(facilitatorGuide)
		.values({ lessonId, locale: text.locale, ...row })
		.onConflictDoUpdate({ target: [facilitatorGuide.lessonId, facilitatorGuide.locale], set: row });
}

function rendered(lesson: Lesson, { words, rendering }: ReturnType<Wording>) {
	return {
		rendering,
		about: aboutOf(lesson),
		segments: segments(lesson.children, words),
		answers: answers(lesson, words)
	};
}

/** A translation that does not say who looked at it was looked at by nobody. */
const statusOf = (locale: string, translation: FrontMatter['translation']): VersionStatus =>
	locale === SOURCE_LOCALE ? 'original' : (translation?.status ?? 'machine');

function aboutOf(lesson: Lesson): LessonAbout {
	if (!lesson.meta) throw new Error('A shipped lesson has no front matter.');
	const { title, summary, minutes, objectives, sources, reviewedOn, reviewBy, contentNote, required } =
		lesson.meta;
	const about = { title, summary, minutes, objectives, sources, reviewedOn, reviewBy, contentNote, required };
	return { ...about, outline: outline(lesson) };
}

/** Texts are opened before the transaction begins; only one that appeared in between can be absent. */
function found<T>(opened: Map<string, T>, path: string): T {
	const text = opened.get(path);
	if (!text) throw new Error(`${path} changed while it was being published. Start again.`);
	return text;
}
