import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toMarkdown } from './markdown.ts';
import { parseLesson } from './parse.ts';
import { anySource, SAMPLE, settings } from './sources.fixture.ts';

test('a lesson written anew reads the same', () => {
	const { lesson, problems } = parseLesson(SAMPLE);
	const again = parseLesson(toMarkdown(lesson));
	expect(problems).toEqual([]);
	expect(again).toEqual({ lesson, problems: [] });
});

test('parse, print, parse is parse, whatever the source', () => {
	fc.assert(
		fc.property(anySource, (source) => {
			const first = parseLesson(source);
			const again = parseLesson(toMarkdown(first.lesson));
			expect(again.lesson).toEqual(first.lesson);
			if (!first.problems.length) expect(again.problems).toEqual([]);
		}),
		settings()
	);
}, 3_600_000);
