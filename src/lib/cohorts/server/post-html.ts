import { lessonWords } from '#lib/courses/words.ts';
import { blocksHtml } from '#lib/lesson/html.ts';
import { parseLesson } from '#lib/lesson/parse.ts';

/**
 * What a member wrote, as HTML that holds nothing but her words: the lesson parser's smaller profile, every
 * leaf escaped. In a post a line ends where she ended it, as people expect who never heard of Markdown.
 *
 * @param locale of the few interface words inside, such as the name of a wide table
 */
export function postHtml(source: string, locale: string): string {
	const lines = source.replace(/(\S) *\n(?=[^\n])/g, '$1  \n');
	return blocksHtml(parseLesson(lines, 'post').lesson.children, lessonWords([], locale));
}
