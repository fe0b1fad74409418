import { expect, test } from 'vitest';
import { parseLesson } from './parse.ts';
import { SENTENCES, type ProblemCode } from './problems.ts';
import type { Profile } from './tree.ts';

const FRONT = 'id: a\ntitle: b\nsummary: c\nminutes: 5';
const head = (more: string) => `---\n${FRONT}\n${more}\n---\n`;
const step = (id: string, rest: string) => `:::step{#${id}}\n${rest}\n:::\n`;
const story = (...steps: string[]) => `::::scenario{#s}\n${steps.join('')}::::`;
const quiz = (rest: string, more = '') => `:::quiz{#q${more}}\n${rest}\n:::`;

/** For each code a source that has this problem, and the line it is on. */
const EXAMPLES: Record<
	Exclude<ProblemCode, 'parser-stopped'>,
	[source: string, line: number, profile?: Profile]
> = {
	'source-too-long': ['a '.repeat(40_000), 1],
	'control-character': ['a\n\nb\u0007c', 3],
	'nested-too-deep': [`a\n\n${'>'.repeat(30)} b`, 3],
	'too-many-parts': ['- a\n'.repeat(2000), 1501],
	'paragraph-too-dense': [`a\n\n${'*a **b '.repeat(1000)}`, 3],
	'marks-too-deep': ['*a '.repeat(12) + 'b' + '*'.repeat(12), 1],
	'front-matter-open': ['---\nid: a\n', 1],
	'front-matter-too-long': [head(`content_note: ${'a'.repeat(9000)}`), 2],
	'front-matter-broken': ['---\nid: [\n---\n', 3],
	'front-matter-alias': ['---\nid: &x a\ntitle: *x\nsummary: c\nminutes: 5\n---\n', 3],
	'front-matter-unknown': [head('colour: red'), 6],
	'front-matter-missing': ['---\nid: a\nsummary: c\nminutes: 5\n---\n', 2],
	'front-matter-value': [head('sources: one'), 6],
	'lesson-id': ['---\nid: A b\ntitle: b\nsummary: c\nminutes: 5\n---\n', 2],
	'lesson-date': [head('reviewed_on: 2026-02-30'), 6],
	'required-unknown': [head('completion: { required: [x] }'), 1],
	html: ['a\n\n<script>alert(1)</script>', 3],
	'link-refused': ['a\n[b](javascript:alert(1))', 2],
	'link-empty': ['[](/help)', 1],
	'link-nested': [':term[[a](/b)]{ref="c"}', 1],
	'too-many-references': [`[r]: /${'a'.repeat(1500)}\n\n${'[r] '.repeat(20)}`, 3],
	'image-refused': ['a\n\n![b](https://c.d/e.png)', 3],
	'image-without-alt': ['![](/assets/a.png)', 1],
	'image-inline': ['a ![b](/assets/c.png)', 1],
	'image-in-post': ['![b](/assets/c.png)', 1, 'post'],
	'heading-level': ['# a', 1],
	'table-too-large': [`|${'a|'.repeat(50)}\n|${'-|'.repeat(50)}\n${`|${'b|'.repeat(50)}\n`.repeat(50)}`, 1],
	'table-row-too-long': ['| a |\n| - |\n| b | c |', 3],
	'footnote-unused': ['a\n\n[^b]: c', 3],
	'footnote-twice': ['a[^b]\n\n[^b]: c\n\n[^b]: d', 5],
	'unknown-element': ['a\n\n:::wonder\nb\n:::', 3],
	'unknown-attribute': [':::callout{kind="tip" colour="red"}\na\n:::', 1],
	'unexpected-label': [':::callout[a]{kind="tip"}\nb\n:::', 1],
	'misplaced-element': ['::field{#a label="b"}', 1],
	'nested-element': ['> :::reflection{#a}\n> b\n> :::', 1],
	'missing-id': [':::reflection\na\n:::', 1],
	'bad-id': [':::reflection{#9}\na\n:::', 1],
	'duplicate-id': [':::reflection{#a}\nb\n:::\n\n:::discussion{#a}\nb\n:::', 5],
	'bad-number': [':::reflection{#a lines=99}\nb\n:::', 1],
	'empty-element': [':::callout{kind="tip"}\n:::', 1],
	'callout-kind': [':::callout{kind="loud"}\na\n:::', 1],
	'details-summary': [':::details\na\n:::', 1],
	'grounding-kind': ['::grounding{kind="shouting"}', 1],
	'grounding-children': [':::grounding{kind="breathing"}\na\n:::', 1],
	'field-label': ['::::exercise{#a}\nb\n\n::field{#c}\n::::', 4],
	'ref-missing': ['a :term[b]', 1],
	'slot-name': ['a :slot[b]', 1],
	'steps-not-list': [':::steps\na\n:::', 1],
	'checklist-not-list': [':::checklist{#a}\nb\n:::', 1],
	'checklist-item': [':::checklist{#a}\n- [ ] b\n\n  c\n:::', 1],
	'quiz-kind': [quiz('a\n\n- [x] b\n- [ ] c', ' kind="hard"'), 1],
	'quiz-no-choices': [quiz('a'), 1],
	'quiz-one-choice': [quiz('a\n\n- [x] b'), 1],
	'quiz-no-prompt': [quiz('- [x] b\n- [ ] c'), 1],
	'quiz-no-right-answer': [quiz('a\n\n- [ ] b\n- [ ] c'), 1],
	'quiz-too-many-right': [quiz('a\n\n- [x] b\n- [x] c', ' kind="single"'), 1],
	'quiz-truth-two': [quiz('a\n\n- [x] b\n- [ ] c\n- [ ] d', ' kind="truth"'), 1],
	'quiz-choice-unmarked': [quiz('a\n\n- [x] b\n- c'), 5],
	'quiz-choice-extra': [quiz('a\n\n- [x] b\n\n  c\n- [ ] d'), 6],
	'quiz-after-choices': [quiz('a\n\n- [x] b\n- [ ] c\n\nd'), 7],
	'scenario-no-steps': ['::::scenario{#a}\nb\n::::', 1],
	'scenario-after-steps': ['::::scenario{#a}\n:::step{#b outcome="good"}\nc\n:::\n\nd\n::::', 6],
	'step-target-unknown': [story(step('a', '- [b](#c)')), 2],
	'step-unreachable': [story(':::step{#a outcome="good"}\nb\n:::\n:::step{#c outcome="bad"}\nd\n:::\n'), 5],
	'step-dead-end': [story(step('a', 'b')), 2],
	'step-no-way-out': [story(step('a', '- [b](#c)'), step('c', '- [d](#a)')), 2],
	'step-outcome': [story(':::step{#a outcome="great"}\nb\n:::\n'), 2],
	'step-outcome-with-choices': [
		story(':::step{#a outcome="good"}\n- [b](#c)\n:::\n:::step{#c outcome="bad"}\nd\n:::\n'),
		2
	]
};

test.each(Object.entries(EXAMPLES))('%s is reported on its line', (code, [source, line, profile]) => {
	const found = parseLesson(source, profile).problems.find((one) => one.code === code);
	expect(found).toMatchObject({ line });
	expect(found?.column).toBeGreaterThan(0);
	expect(found?.message).not.toContain('{}');
});

test('every code but the last resort has an example', () => {
	const codes = Object.keys(SENTENCES).filter((code) => code !== 'parser-stopped');
	expect(Object.keys(EXAMPLES).sort()).toEqual(codes.sort());
});
