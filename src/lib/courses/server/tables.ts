import type { QuizAnswers, Segment } from '#lib/lesson/view.ts';
import { defineTables } from '#lib/server/store/tables.ts';

export interface CourseText {
	title: string;
	summary: string;
	audience: string;
}

/** What a published lesson says about itself, in its own language. */
export interface LessonAbout {
	title: string;
	summary: string;
	minutes: number;
	objectives: string[];
	sources: string[];
	/** `YYYY-MM-DD` or null. */
	reviewedOn: string | null;
	reviewBy: string | null;
	contentNote: string | null;
	/** Element ids whose right answer completes the lesson; empty: the learner says when it is done. */
	required: string[];
	outline: { id: string; depth: number; text: string }[];
}

/**
 * `original` is the source language; a translation is `machine` until a person has reviewed it.
 */
export const VERSION_STATUS = ['original', 'machine', 'reviewed'] as const;

export const courses = defineTables(({ table, str, word, int, json, index, primaryKey }) => {
	const course = table('course', {
		/** Stable for ever, from course.yaml or made for an authored course. */
		id: str('id').primaryKey(),
		/** Neutral, in addresses: a browser history must not tell what was read. */
		slug: str('slug').notNull().unique(),
		position: int('position').notNull(),
		cover: str('cover').notNull(),
		/** Hash of course.yaml, so that a start with nothing changed writes nothing. */
		hash: str('hash').notNull(),
		/** locale → words. */
		texts: json<Record<string, CourseText>>('texts').notNull()
	});
	const lesson = table(
		'lesson',
		{
			/** The front matter's id: stable for ever, the same in every language. */
			id: str('id').primaryKey(),
			courseId: str('course_id')
				.notNull()
				.references(() => course.id, { onDelete: 'cascade' }),
			/** Its number in the course, from 1, and its address. */
			number: int('number').notNull()
		},
		(t) => [index('lesson_course').on(t.courseId)]
	);
	/** One text of a lesson in one language. Never changed once written. */
	const lessonVersion = table(
		'lesson_version',
		{
			id: str('id').primaryKey(),
			lessonId: str('lesson_id')
				.notNull()
				.references(() => lesson.id, { onDelete: 'cascade' }),
			locale: str('locale').notNull(),
			status: word('status', VERSION_STATUS).notNull(),
			/** Hash of the source below. */
			hash: str('hash').notNull(),
			/** For a translation, the hash of the source text it follows. */
			follows: str('follows'),
			/** Changes when the renderer or its words change, so that stored segments are made anew. */
			rendering: str('rendering').notNull(),
			source: str('source').notNull(),
			about: json<LessonAbout>('about').notNull(),
			segments: json<Segment[]>('segments').notNull(),
			/** Quiz id → right choices and feedback. Never sent before an attempt. */
			answers: json<Record<string, QuizAnswers>>('answers').notNull(),
			/** `YYYY-MM-DD`. */
			createdDay: str('created_day').notNull()
		},
		(t) => [index('lesson_version_lesson').on(t.lessonId, t.locale)]
	);
	/** Which version readers of a language see. */
	const publication = table(
		'publication',
		{
			lessonId: str('lesson_id')
				.notNull()
				.references(() => lesson.id, { onDelete: 'cascade' }),
			locale: str('locale').notNull(),
			versionId: str('version_id')
				.notNull()
				.references(() => lessonVersion.id, { onDelete: 'cascade' }),
			day: str('day').notNull()
		},
		(t) => [primaryKey({ columns: [t.lessonId, t.locale] })]
	);
	/** How to teach a lesson: for trainers. */
	const facilitatorGuide = table(
		'facilitator_guide',
		{
			lessonId: str('lesson_id')
				.notNull()
				.references(() => lesson.id, { onDelete: 'cascade' }),
			locale: str('locale').notNull(),
			/** Hash of its source and of its rendering. */
			hash: str('hash').notNull(),
			status: word('status', VERSION_STATUS).notNull().default('original'),
			title: str('title').notNull(),
			minutes: int('minutes').notNull(),
			materials: json<string[]>('materials').notNull(),
			html: str('html').notNull()
		},
		(t) => [primaryKey({ columns: [t.lessonId, t.locale] })]
	);
	return { course, lesson, lessonVersion, publication, facilitatorGuide };
});
