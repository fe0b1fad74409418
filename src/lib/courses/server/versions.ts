import { eq, sql } from 'drizzle-orm';
import type { QuizAnswers } from '#lib/lesson/view.ts';
import type { PreparedQuery, Reader, Store } from '#lib/server/store/store.ts';
import { keep } from './keep.ts';
import { named } from './statement.ts';
import { courses } from './tables.ts';

/** What judging needs of the text someone answered. Stays readable after a newer text is published. */
export interface AnsweredVersion {
	id: string;
	lessonId: string;
	courseId: string;
	/** Element ids whose right answer completes the lesson. */
	required: string[];
	/** Quiz id → right choices and feedback. Never sent before an attempt. */
	answers: Record<string, QuizAnswers>;
}

const kept = keep<AnsweredVersion>(60);

const byId: PreparedQuery<ReturnType<typeof build>> = { name: 'courses_version', build };

function build(read: Reader, name: string) {
	const { lesson, lessonVersion } = courses(read);
	return named(
		read
			.select({
				lessonId: lesson.id,
				courseId: lesson.courseId,
				rendering: lessonVersion.rendering,
				about: lessonVersion.about,
				answers: lessonVersion.answers
			})
			.from(lessonVersion)
			.innerJoin(lesson, eq(lesson.id, lessonVersion.lessonId))
			.where(eq(lessonVersion.id, sql.placeholder('id'))),
		name
	);
}

/** The text someone answered, by its id, or null. No statement when it was asked for before. */
export function answeredVersion(store: Store, id: string): Promise<AnsweredVersion | null> {
	return kept(id, async () => {
		const [row] = await store.prepared(byId).execute({ id });
		return row
			? {
					id,
					lessonId: row.lessonId,
					courseId: row.courseId,
					required: row.about.required,
					answers: row.answers
				}
			: null;
	});
}

/** Right choices and feedback of one quiz, or null. */
export async function answersOf(
	store: Store,
	versionId: string,
	elementId: string
): Promise<QuizAnswers | null> {
	const version = await answeredVersion(store, versionId);
	return version && Object.hasOwn(version.answers, elementId) ? version.answers[elementId]! : null;
}
