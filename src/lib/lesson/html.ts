import { flow } from './block-html.ts';
import { plain } from './finish.ts';
import { phrasing, type Rendering } from './inline-html.ts';
import type { Acting, Block, Exercise, Inline, Lesson, Plain } from './tree.ts';
import type { ActingView, ExerciseView, LessonWords, QuizAnswers, Segment } from './view.ts';

/** Inline nodes as HTML that may stand inside a paragraph, a label or a legend. */
export function inlineHtml(nodes: readonly Inline[], words: LessonWords): string {
	return phrasing(nodes, { words, called: null });
}

/** Blocks as HTML. Acting blocks are left out: `segments` gives them as data. */
export function blocksHtml(blocks: readonly Block[], words: LessonWords): string {
	return flow(blocks, { words, called: new Set() });
}

/** A lesson as runs of HTML and, between them, the blocks a learner can act on. */
export function segments(blocks: readonly Block[], words: LessonWords): Segment[] {
	const to: Rendering = { words, called: new Set() };
	const out: Segment[] = [];
	for (const block of blocks) {
		if (isActing(block)) {
			out.push({ block: view(block, to) });
			continue;
		}
		const html = flow([block], to);
		const last = out.at(-1);
		if (last && 'html' in last) last.html += html;
		else if (html) out.push({ html });
	}
	return out;
}

const ACTING: ReadonlySet<string> = new Set<Acting['type']>([
	'quiz',
	'scenario',
	'exercise',
	'reflection',
	'checklist',
	'discussion',
	'grounding',
	'facilitator',
	'later'
]);
const isActing = (block: Acting | Plain): block is Acting => ACTING.has(block.type);

function view(block: Acting, to: Rendering): ActingView {
	switch (block.type) {
		case 'quiz': {
			const { type, id, kind } = block;
			const prompt = flow(block.prompt, to);
			return { type, id, kind, prompt, choices: block.choices.map((one) => labelled(one, to)) };
		}
		case 'scenario': {
			const intro = flow(block.intro, to);
			const steps = block.steps.map(({ id, outcome, children, choices }) => ({
				id,
				outcome,
				html: flow(children, to),
				choices: choices.map((choice) => ({ to: choice.to, html: phrasing(choice.children, to) }))
			}));
			return { type: block.type, id: block.id, intro, steps };
		}
		case 'exercise':
			return { type: block.type, id: block.id, minutes: block.minutes, parts: parts(block, to) };
		case 'reflection':
			return { type: block.type, id: block.id, lines: block.lines, html: flow(block.children, to) };
		case 'checklist':
			return { type: block.type, id: block.id, items: block.items.map((item) => labelled(item, to)) };
		case 'discussion':
			return { type: block.type, id: block.id, html: flow(block.children, to) };
		case 'grounding':
			return { type: block.type, kind: block.kind };
		case 'facilitator':
			return { type: block.type, html: flow(block.children, to) };
		case 'later':
			return { type: block.type, id: block.id, name: block.name };
	}
}

function labelled(one: { id: string; children: Inline[] }, to: Rendering): { id: string; html: string } {
	return { id: one.id, html: phrasing(one.children, to) };
}

function parts(exercise: Exercise, to: Rendering): ExerciseView['parts'] {
	const out: ExerciseView['parts'] = [];
	for (const child of exercise.children) {
		const last = out.at(-1);
		if (child.type === 'field') {
			out.push({ field: { id: child.id, label: child.label, lines: child.lines } });
		} else if (last && 'html' in last) last.html += flow([child], to);
		else out.push({ html: flow([child], to) });
	}
	return out;
}

/** What the server keeps to judge the quizzes of a lesson, by quiz id. */
export function answers(lesson: Lesson, words: LessonWords): Record<string, QuizAnswers> {
	const to: Rendering = { words, called: null };
	const out: Record<string, QuizAnswers> = {};
	for (const block of lesson.children) {
		if (block.type !== 'quiz') continue;
		const told = block.choices.filter((choice) => choice.feedback.length);
		out[block.id] = {
			kind: block.kind,
			choices: block.choices.map((choice) => choice.id),
			right: block.choices.filter((choice) => choice.right).map((choice) => choice.id),
			feedback: Object.fromEntries(told.map((choice) => [choice.id, flow(choice.feedback, to)]))
		};
	}
	return out;
}

/** The headings that a table of contents shows, in order. */
export function outline(lesson: Lesson): { id: string; depth: 2 | 3 | 4; text: string }[] {
	return lesson.children.flatMap((block) =>
		block.type === 'heading' ? [{ id: block.id, depth: block.depth, text: plain(block.children) }] : []
	);
}

/** The words a reader sees, one line a block, for search and summaries. Answers and trainers' notes are not in it. */
export function plainText(blocks: readonly Block[]): string {
	return blocks.map(textOf).filter(Boolean).join('\n');
}

function textOf(block: Block): string {
	switch (block.type) {
		case 'paragraph':
		case 'heading':
			return plain(block.children);
		case 'code-block':
			return block.value;
		case 'figure':
			return [block.alt, block.caption].filter(Boolean).join('\n');
		case 'table':
			return [block.head, ...block.rows].map((row) => row.map(plain).join(' ')).join('\n');
		case 'list':
			return block.items.map((item) => plainText(item.children)).join('\n');
		case 'steps':
			return block.items.map(plainText).join('\n');
		case 'footnotes':
			return block.notes.map((note) => plainText(note.children)).join('\n');
		case 'details':
			return [block.summary, plainText(block.children)].join('\n');
		case 'quote':
		case 'callout':
		case 'reflection':
		case 'discussion':
			return plainText(block.children);
		case 'quiz':
			return [plainText(block.prompt), ...block.choices.map((one) => plain(one.children))].join('\n');
		case 'checklist':
			return block.items.map((item) => plain(item.children)).join('\n');
		case 'exercise':
			return block.children.map((one) => (one.type === 'field' ? one.label : textOf(one))).join('\n');
		case 'scenario':
			return [plainText(block.intro), ...block.steps.map((step) => plainText(step.children))].join('\n');
		default:
			return '';
	}
}
