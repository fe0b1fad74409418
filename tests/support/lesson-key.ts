import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const shelf = fileURLToPath(new URL('../../courses/risk-and-security', import.meta.url));

export interface QuizKey {
	right: string[];
	/** Each with the sentence that stands beside it once it was chosen. */
	wrong: { text: string; because: string }[];
}

const source = (lesson: string, locale: string): string =>
	readFileSync(`${shelf}/${lesson}/${locale}.md`, 'utf8');

/** What the author of a lesson wrote for one quiz: its choices as plain words, in the order of the page. */
export function quizKey(lesson: string, locale: string, id: string): QuizKey {
	const [, body = ''] = source(lesson, locale).split(`:::quiz{#${id}`);
	const key: QuizKey = { right: [], wrong: [] };
	for (const [, mark, text = '', because = ''] of (body.split('\n:::')[0] ?? '').matchAll(
		/^- \[([ x])\] (.+)\n {2}> (.+)$/gm
	)) {
		if (mark === 'x') key.right.push(text);
		else key.wrong.push({ text, because });
	}
	if (!key.right.length) throw new Error(`No quiz ${id} in ${lesson}/${locale}.md.`);
	return key;
}

/** What a lesson is called in a language. */
export const lessonTitle = (lesson: string, locale: string): string =>
	/^title: (.+)$/m.exec(source(lesson, locale))?.[1] ?? '';
