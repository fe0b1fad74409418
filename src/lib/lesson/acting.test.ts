import { describe, expect, test } from 'vitest';
import { segments } from './html.ts';
import { judge } from './judge.ts';
import { lessonBridge } from './mdsvex-bridge.ts';
import { parseLesson } from './parse.ts';
import { SAMPLE } from './sources.fixture.ts';
import { walk } from './scenario.ts';
import { sourceHash } from './hash.ts';
import type { QuizAnswers, ScenarioView } from './view.ts';

describe('judging', () => {
	const one: QuizAnswers = {
		kind: 'single',
		choices: ['a', 'b'],
		right: ['b'],
		feedback: { a: '<p>No</p>' }
	};
	const many: QuizAnswers = { kind: 'multiple', choices: ['a', 'b', 'c'], right: ['a', 'c'], feedback: {} };

	test('a wrong choice teaches, and does not tell the right one', () => {
		expect(judge(one, ['a'])).toEqual({
			ok: true,
			right: false,
			perChoice: [{ id: 'a', right: false, feedback: '<p>No</p>' }]
		});
	});
	test.each([
		[['a', 'c'], true],
		[['c', 'a', 'a'], true],
		[['a'], false],
		[['a', 'b', 'c'], false]
	])('several answers %j are right: %s', (chosen, right) => {
		expect(judge(many, chosen)).toMatchObject({ ok: true, right });
	});
	test.each([
		[[], 'nothing-chosen'],
		[['z'], 'no-such-choice'],
		[['__proto__'], 'no-such-choice'],
		[['a', 'b'], 'too-many']
	])('%j is refused: %s', (chosen, reason) => {
		expect(judge(one, chosen)).toEqual({ ok: false, reason });
	});
	test('a quiz without a right answer cannot be passed', () => {
		expect(judge({ ...one, right: [] }, ['a'])).toMatchObject({ right: false });
	});
});

describe('walking through a scenario', () => {
	const words = {
		callout: { tip: '', care: '', danger: '', story: '' },
		table: '',
		footnotes: '',
		backToText: '',
		contact: String
	};
	const found = segments(parseLesson(SAMPLE).lesson.children, words).find(
		(one) => 'block' in one && one.block.type === 'scenario'
	);
	const view = (found as { block: ScenarioView }).block;
	const ids = (path: string[]) => walk(view, path).shown.map((step) => step.id);

	test('begins at the first step', () => {
		expect(ids([])).toEqual(['monday']);
	});
	test('follows the choices to an outcome', () => {
		expect(walk(view, ['write-it', 'neighbour'])).toMatchObject({
			path: ['write-it', 'neighbour'],
			outcome: 'good'
		});
	});
	test.each([['friend'], ['__proto__'], ['monday'], ['']])(
		'stops before a turn that is not offered: %s',
		(turn) => {
			expect(ids([turn, 'write-it'])).toEqual(['monday']);
		}
	);
	test('keeps the way up to the wrong turn', () => {
		expect(walk(view, ['wait', 'publish'])).toMatchObject({ path: ['wait'], outcome: null });
	});
});

describe('a shipped lesson', () => {
	const compile = (contents: string, filename: string) => {
		const tree = { children: [{ type: 'paragraph' }] };
		const file = { contents, filename, data: {} as { fm?: unknown } };
		lessonBridge()(tree, file);
		return { tree, fm: file.data.fm };
	};

	test('goes out as data', () => {
		const { tree, fm } = compile(SAMPLE, '/x/courses/a/01-b/en.md');
		expect(tree.children).toEqual([]);
		expect(fm).toEqual({ hash: sourceHash(SAMPLE), lesson: parseLesson(SAMPLE).lesson });
	});
	test('stops the build when it is broken, with file, line and sentence', () => {
		const broken = SAMPLE.replace('- [x] A new cleaner', '- [ ] A new cleaner');
		expect(() => compile(broken, '/x/courses/a/01-b/en.md')).toThrow(
			/^\/x\/courses\/a\/01-b\/en\.md:\d+:1 No choice is marked as right\. Mark one with \[x\]\.$/
		);
	});
	test('needs its front matter', () => {
		expect(() => compile('a', '/x/courses/a/01-b/en.md')).toThrow(':1:1 ');
	});
	test('is the only thing it touches', () => {
		for (const other of ['/x/src/routes/help/+page.md', '/x/courses/a/01-b/facilitator.en.md']) {
			expect(compile('a', other)).toMatchObject({ fm: undefined, tree: { children: [{}] } });
		}
	});
});
