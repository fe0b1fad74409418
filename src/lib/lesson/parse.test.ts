import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourceHash } from './hash.ts';
import { plainText } from './html.ts';
import { parseLesson } from './parse.ts';
import { anySource, noise, SAMPLE, settings } from './sources.fixture.ts';
import type { Block } from './tree.ts';

const paragraphs = (source: string) => plainText(parseLesson(source).lesson.children);

test('the sample lesson has its elements and no problem', () => {
	const { lesson, problems } = parseLesson(SAMPLE);
	expect(problems).toEqual([]);
	expect(lesson.meta).toMatchObject({
		id: 'risk-warning-signs',
		minutes: 35,
		required: ['q-first', 'sort-the-week']
	});
	expect(lesson.children.map((block) => block.type).join(' ')).toBe(
		'paragraph paragraph heading list callout heading steps paragraph scenario heading paragraph quiz exercise grounding reflection discussion checklist callout'
	);
	const quiz = lesson.children.find((block) => block.type === 'quiz');
	expect(quiz?.choices.map((choice) => [choice.id, choice.right, choice.feedback.length])).toEqual([
		['a', false, 1],
		['b', false, 1],
		['c', true, 1],
		['d', false, 1]
	]);
	const scenario = lesson.children.find((block) => block.type === 'scenario');
	expect(
		scenario?.steps.map((step) => [step.id, step.outcome, step.choices.map((choice) => choice.to)])
	).toEqual([
		['monday', null, ['new-number', 'write-it', 'wait']],
		['new-number', null, ['write-it', 'friend']],
		['write-it', null, ['neighbour', 'publish']],
		['wait', null, ['friend']],
		['friend', 'mixed', []],
		['neighbour', 'good', []],
		['publish', 'mixed', []]
	]);
	const exercise = lesson.children.find((block) => block.type === 'exercise');
	expect(exercise?.children.map((child) => child.type)).toEqual(['paragraph', 'field', 'field', 'paragraph']);
});

describe('whatever the source', () => {
	test.each(['lesson', 'post'] as const)(
		'reading a %s ends with a tree, without the last resort',
		(profile) => {
			fc.assert(
				fc.property(anySource, (source) => {
					const { lesson, problems } = parseLesson(source, profile);
					expect(Array.isArray(lesson.children)).toBe(true);
					expect(problems.map((one) => one.code)).not.toContain('parser-stopped');
					for (const { line } of problems) expect(line).toBeLessThanOrEqual(source.split(/\r\n?|\n/).length);
				}),
				settings()
			);
		},
		3_600_000
	);

	test('text without any mark comes out word for word', () => {
		const word = fc.stringMatching(/^[a-zçñäжوا]{1,9}[.,;?]?$/u);
		fc.assert(
			fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), (words) => {
				expect(paragraphs(words.join(' '))).toBe(words.join(' '));
			}),
			settings(200)
		);
	});

	test('ids of elements and headings are unique', () => {
		fc.assert(
			fc.property(anySource, (source) => {
				const ids = idsOf(parseLesson(source).lesson.children);
				expect(new Set(ids).size).toBe(ids.length);
			}),
			settings()
		);
	}, 3_600_000);
});

/** Ids that become ids in the page; those of choices and lines are local to their element. */
function idsOf(value: unknown, local = false): string[] {
	if (Array.isArray(value)) return value.flatMap((one) => idsOf(one, local));
	if (!value || typeof value !== 'object') return [];
	const own = 'id' in value && typeof value.id === 'string' && !local ? [value.id] : [];
	return own.concat(
		// What a broken element had as its id is kept under `attributes`, and never shown.
		Object.entries(value).flatMap(([key, child]) =>
			key === 'attributes' ? [] : idsOf(child, key === 'choices' || (key === 'items' && 'id' in value))
		)
	);
}

describe('a colon in prose', () => {
	test.each([
		'at 10:30',
		'see :name there',
		'a:b and c::d',
		':smile:',
		'10:30[a]{b=c} d',
		'http:foo',
		'ratio 3:1:4',
		'فجر:كلمة'
	])('%s stays as typed', (source) => {
		expect(paragraphs(source)).toBe(source);
	});
});

test('braces, HTML and template code stay text', () => {
	for (const source of ['{process.env.SECRET}', '{@html x}', '${a}', '{{b}}', '&#123;c&#125;']) {
		expect(paragraphs(source)).toBe(source.replace('&#123;', '{').replace('&#125;', '}'));
	}
	expect(paragraphs('a <b>c</b> d')).toBe('a <b>c</b> d');
});

test('what is over a limit is shown in full', () => {
	for (const source of [
		'word '.repeat(20_000),
		'*a **b '.repeat(5000),
		'- item\n'.repeat(4000),
		`${'>'.repeat(40)} deep`
	]) {
		const before = source.replace(/[^a-z]/g, '');
		expect(paragraphs(source).replace(/[^a-z]/g, '')).toBe(before);
	}
});

describe('headings', () => {
	const ids = (source: string) =>
		parseLesson(source).lesson.children.flatMap((block: Block) =>
			block.type === 'heading' ? [block.id] : []
		);

	test('get an id in their own script', () => {
		expect(ids('## ما الذي تكتبه؟\n\n## Où aller ?\n\n## Что дальше')).toEqual([
			'ما-الذي-تكتبه',
			'où-aller',
			'что-дальше'
		]);
	});
	test('step aside for ids the author wrote, wherever they are', () => {
		expect(ids('## First\n\n## First\n\n## Other {#first}\n\n:::reflection{#first-2}\na\n:::')).toEqual([
			'first-3',
			'first-4',
			'first'
		]);
	});
	test('keep an escaped brace as text', () => {
		expect(paragraphs('## a \\{#b}')).toBe('a {#b}');
	});
});

describe('a post', () => {
	const post = (source: string) => parseLesson(source, 'post').lesson;

	test('has no elements, images, footnotes or front matter', () => {
		const source =
			'---\nid: a\n---\n\n:::quiz{#q}\n- [x] b\n:::\n\n![c](/assets/d.png)\n\n:contact{ref="e"}[^1]\n\n[^1]: f';
		const lesson = post(source);
		expect(lesson.meta).toBeNull();
		const text = plainText(lesson.children);
		for (const part of [':::quiz{#q}', '![c](/assets/d.png)', ':contact{ref="e"}[^1]', '[^1]: f']) {
			expect(text).toContain(part);
		}
	});
	test('shows a heading as a bold paragraph', () => {
		expect(post('# a').children).toEqual([
			{ type: 'paragraph', children: [{ type: 'strong', children: [{ type: 'text', value: 'a' }] }] }
		]);
	});
});

test('line endings do not change the tree or the hash', () => {
	const windows = SAMPLE.replaceAll('\n', '\r\n');
	expect(parseLesson(windows)).toEqual(parseLesson(SAMPLE));
	expect(sourceHash(windows)).toBe(sourceHash(SAMPLE));
	expect(sourceHash(SAMPLE)).toMatch(/^[0-9a-f]{16}$/);
	expect(sourceHash(`${SAMPLE}a`)).not.toBe(sourceHash(SAMPLE));
});

test('noise as front matter is refused, not thrown', () => {
	fc.assert(
		fc.property(noise, (yaml) => {
			expect(parseLesson(`---\n${yaml}\n---\na`).problems.map((one) => one.code)).not.toContain(
				'parser-stopped'
			);
		}),
		settings()
	);
	const deep = parseLesson(`---\nid: ${'['.repeat(8000)}\n---\na`);
	expect(deep.lesson.meta).toBeNull();
	expect(deep.problems).not.toEqual([]);
}, 3_600_000);
