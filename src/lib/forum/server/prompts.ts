import { and, eq } from 'drizzle-orm';
import { cohorts } from '#lib/cohorts/server/tables.ts';
import { lesson as lessonAt } from '#lib/courses/server/lessons.ts';
import { newId } from '#lib/server/secrets.ts';
import { isTaken } from '#lib/server/store/failure.ts';
import type { Reader, Store } from '#lib/server/store/store.ts';
import { cohortDoor } from './access.ts';
import { discussionIn } from './discussions.ts';
import { append, hold, nextActivity, type NewPost, type Refused, type Written } from './posts.ts';
import { placeOf } from './prompt-links.ts';
import { markUpTo } from './reading-marks.ts';
import { forum } from './tables.ts';
import { writeInTurn } from './turns.ts';
import { written } from './writing.ts';

export interface Prompt {
	lessonId: string;
	elementId: string;
	slug: string;
	number: number;
	/** The lesson's title. */
	title: string;
	/** The question, escaped, ready to show. */
	html: string;
	/** Language of title and question: the reader's, or the original's when hers is missing. */
	locale: string;
	/** The cohort's thread for it; null until somebody answers. */
	threadId: string | null;
	closed: boolean;
}

/**
 * A lesson's discussion prompt in a cohort that takes its course. Null for everybody but its members, and when
 * there is no such prompt. Reading makes no thread: the first post does.
 */
export async function promptThread(
	store: Store,
	accountId: string,
	cohortId: string,
	address: string,
	elementId: string,
	locale: string,
	now = new Date()
): Promise<Prompt | null> {
	const door = await cohortDoor(store.read, accountId, cohortId, now);
	const place = door && placeOf(address);
	if (!place) return null;
	const { slug, number } = place;
	const asked = await lessonAt(store, slug, number, locale);
	const found = asked?.missing ? await lessonAt(store, slug, number, asked.original.locale) : asked;
	if (!found || found.missing || !(await takes(store.read, cohortId, found.course.id))) return null;
	const html = discussionIn(found.segments, elementId);
	if (html === null) return null;
	const lessonId = found.lesson.id;
	const title = found.about.title;
	const threadId = await threadFor(store.read, cohortId, lessonId, elementId);
	return {
		lessonId,
		elementId,
		slug,
		number,
		title,
		html,
		locale: found.version.locale,
		threadId,
		closed: door.closed
	};
}

/**
 * Answers a prompt: in the cohort's thread for it, which the first answer makes. Two first answers at the same
 * moment meet in one thread.
 */
export async function answerPrompt(
	store: Store,
	accountId: string,
	cohortId: string,
	address: string,
	elementId: string,
	typed: NewPost,
	now = new Date()
): Promise<Written | Refused | null> {
	const prompt = await promptThread(store, accountId, cohortId, address, elementId, typed.locale, now);
	if (!prompt) return null;
	const text = written(typed.source, typed.locale);
	if (!text.ok) return text;
	const { lessonId } = prompt;
	const answer = () =>
		writeInTurn(store, cohortId, async (tx) => {
			const door = await cohortDoor(tx, accountId, cohortId, now);
			if (!door) return null;
			const held = await hold(tx, accountId, door, typed.key);
			if (held) return held;
			const { thread: t } = forum(tx);
			const existing = await threadFor(tx, cohortId, lessonId, elementId);
			const id = existing ?? newId();
			if (!existing) {
				const activity = await nextActivity(tx, cohortId);
				const row = {
					id,
					cohortId,
					title: '',
					locale: typed.locale,
					lessonId,
					elementId,
					activity,
					lastNumber: 0
				};
				await tx.insert(t).values(row);
			}
			const [thread] = await tx.select().from(t).where(eq(t.id, id));
			if (!thread) return null;
			const done = await append(tx, accountId, thread, { ...typed, ...text }, now);
			if (!existing) await markUpTo(tx, accountId, id, done.number);
			return done;
		});
	try {
		return await answer();
	} catch (error) {
		// Another process made the thread between our look and our write: now it is there to be found.
		if (isTaken(error)) return answer();
		throw error;
	}
}

async function takes(read: Reader, cohortId: string, courseId: string): Promise<boolean> {
	const { cohortCourse: cc } = cohorts(read);
	return (await read.$count(cc, and(eq(cc.cohortId, cohortId), eq(cc.courseId, courseId)))) > 0;
}

async function threadFor(read: Reader, cohortId: string, lessonId: string, elementId: string) {
	const { thread: t } = forum(read);
	const [row] = await read
		.select({ id: t.id })
		.from(t)
		.where(and(eq(t.cohortId, cohortId), eq(t.lessonId, lessonId), eq(t.elementId, elementId)));
	return row?.id ?? null;
}
