import { stringify } from 'yaml';
import { escapeLineStart, escapeMarkdown } from './escape-markdown.ts';
import { phrasingMarkdown } from './inline-markdown.ts';
import type { Block, Choice, Field, FrontMatter, Inline, Lesson, ScenarioStep } from './tree.ts';

/**
 * A lesson as its author could have written it. Reading the result gives the same tree again, for every
 * tree the parser makes from a source well within its limits of size.
 */
export function toMarkdown(lesson: Lesson): string {
	const top = lesson.meta ? `---\n${frontMatter(lesson.meta)}---\n` : '';
	const text = flow(lesson.children);
	if (!text) return top;
	// A rule on the first line would look like front matter; the parser skips empty lines.
	return top ? `${top}\n${text}\n` : `${text}\n`;
}

function frontMatter(meta: FrontMatter): string {
	const entries: [string, unknown][] = [
		['id', meta.id],
		['title', meta.title],
		['summary', meta.summary],
		['minutes', meta.minutes],
		['objectives', meta.objectives],
		['content_note', meta.contentNote],
		['reviewed_on', meta.reviewedOn],
		['review_by', meta.reviewBy],
		['completion', meta.required.length ? { required: meta.required } : null],
		['translation', meta.translation],
		['sources', meta.sources]
	];
	const present = entries.filter(([, value]) => value !== null && !(Array.isArray(value) && !value.length));
	return stringify(Object.fromEntries(present), { lineWidth: 0 });
}

type Attributes = Record<string, string>;
type Part =
	Block | Field | { type: 'step'; step: ScenarioStep } | { type: 'lines'; start: null; texts: string[] };

/** Blocks with an empty line between them; neighbouring lists take turns in their marks, so that they stay two. */
function flow(parts: readonly Part[]): string {
	let other = false;
	return parts
		.map((part, i) => {
			const [here, before] = [listKind(part), listKind(parts[i - 1])];
			other = here !== null && here === before && !other;
			return one(part, other);
		})
		.join('\n\n');
}

function listKind(part: Part | undefined): 'bullets' | 'numbers' | null {
	if (part?.type !== 'list' && part?.type !== 'lines') return null;
	return part.start === null ? 'bullets' : 'numbers';
}

function one(part: Part, other: boolean): string {
	switch (part.type) {
		case 'paragraph':
			return line(part.children);
		case 'heading': {
			const id = part.explicit ? ` {#${part.id}}` : '';
			return `${'#'.repeat(part.depth)} ${phrasingMarkdown(part.children)}${id}`;
		}
		case 'list':
			return list(part.start, part.items.map(itemText), other);
		case 'lines':
			return list(null, part.texts, other);
		case 'quote':
			return indent('> ', flow(part.children), '>');
		case 'code-block': {
			const fence = '`'.repeat(Math.max(3, longest(part.value, /`+/g) + 1));
			return `${fence}${part.language}\n${part.value ? `${part.value}\n` : ''}${fence}`;
		}
		case 'table':
			return [row(part.head), `|${part.align.map((side) => ` ${SIDES[side ?? 'none']} |`).join('')}`]
				.concat(part.rows.map(row))
				.join('\n');
		case 'rule':
			return '___';
		case 'footnotes':
			return part.notes
				.map((note) => `[^${note.ref}]: ${indent('    ', flow(note.children)).trimStart()}`)
				.join('\n\n');
		case 'figure': {
			const caption = part.caption ? ` "${escapeMarkdown(part.caption).replace(/"/g, '\\"')}"` : '';
			return `![${escapeMarkdown(part.alt)}](${part.src}${caption})`;
		}
		case 'callout':
			return container('callout', { kind: part.kind }, flow(part.children));
		case 'details':
			return container('details', { summary: part.summary }, flow(part.children));
		case 'steps':
			return container(
				'steps',
				{},
				list(
					1,
					part.items.map((item) => flow(item)),
					false
				)
			);
		default:
			return acting(part);
	}
}

function acting(part: Exclude<Part, { type: 'paragraph' | 'heading' | 'list' | 'quote' }>): string {
	switch (part.type) {
		case 'quiz': {
			const right = part.choices.filter((choice) => choice.right).length;
			const natural = right > 1 ? 'multiple' : 'single';
			const kind: Attributes = part.kind === natural ? {} : { kind: part.kind };
			const choices: Part = { type: 'lines', start: null, texts: part.choices.map(choiceText) };
			return container('quiz', { id: part.id, ...kind }, flow([...part.prompt, ...some(choices)]));
		}
		case 'scenario': {
			const steps = part.steps.map((step): Part => ({ type: 'step', step }));
			return container('scenario', { id: part.id }, flow([...part.intro, ...steps]));
		}
		case 'step': {
			const { id, outcome, children, choices } = part.step;
			const texts = choices.map((choice) => `[${phrasingMarkdown(choice.children, 'link')}](#${choice.to})`);
			const links: Part = { type: 'lines', start: null, texts };
			const attributes: Attributes = outcome ? { id, outcome } : { id };
			return container('step', attributes, flow([...children, ...some(links)]));
		}
		case 'exercise': {
			const minutes: Attributes = part.minutes === null ? {} : { minutes: String(part.minutes) };
			return container('exercise', { id: part.id, ...minutes }, flow(part.children));
		}
		case 'field':
			return `::field${braces({ id: part.id, label: part.label, lines: String(part.lines) })}`;
		case 'reflection':
			return container('reflection', { id: part.id, lines: String(part.lines) }, flow(part.children));
		case 'discussion':
			return container('discussion', { id: part.id }, flow(part.children));
		case 'checklist':
			return container(
				'checklist',
				{ id: part.id },
				list(
					null,
					part.items.map((item) => `[ ] ${line(item.children)}`),
					false
				)
			);
		case 'grounding':
			return `::grounding${braces({ kind: part.kind })}`;
		case 'facilitator':
			return container('facilitator', {}, flow(part.children));
		case 'later': {
			const id: Attributes = part.id === null ? {} : { id: part.id };
			return container(part.name, { ...id, ...part.attributes }, flow(part.children));
		}
		default:
			return '';
	}
}

const some = (lines: Extract<Part, { type: 'lines' }>): Part[] => (lines.texts.length ? [lines] : []);

/** A paragraph's words, safe at the beginning of each of its lines. */
const line = (nodes: readonly Inline[]): string =>
	phrasingMarkdown(nodes).split('\n').map(escapeLineStart).join('\n');

const SIDES = { left: ':--', right: '--:', center: ':-:', none: '---' };
const row = (cells: readonly Inline[][]): string =>
	`|${cells.map((cell) => ` ${phrasingMarkdown(cell, 'cell')} |`).join('')}`;

function itemText(item: { checked: boolean | null; children: Block[] }): string {
	const mark = item.checked === null ? '' : item.checked ? '[x] ' : '[ ] ';
	return mark + flow(item.children);
}

function choiceText(choice: Choice): string {
	const mark = choice.right ? '[x] ' : '[ ] ';
	const feedback = choice.feedback.length ? `\n${indent('> ', flow(choice.feedback), '>')}` : '';
	return mark + line(choice.children) + feedback;
}

function list(start: number | null, items: readonly string[], other: boolean): string {
	return items
		.map((item, i) => {
			const bullet = other ? '* ' : '- ';
			const mark = start === null ? bullet : `${Math.min(start + i, 999_999_999)}${other ? ')' : '.'} `;
			return mark + indent(' '.repeat(mark.length), item).trimStart();
		})
		.join('\n');
}

/** Puts a mark before every line; `empty` before empty ones. */
function indent(mark: string, text: string, empty = ''): string {
	return text
		.split('\n')
		.map((one) => (one ? mark + one : empty))
		.join('\n');
}

/** An element around blocks, with more colons than any element inside. */
function container(name: string, attributes: Attributes, content: string): string {
	const colons = ':'.repeat(Math.max(3, longest(content, /^[ \t>\d.)*-]*:{3,}/gm, /:+$/) + 1));
	return `${colons}${name}${braces(attributes)}\n${content ? `${content}\n` : ''}${colons}`;
}

function braces(attributes: Attributes): string {
	const parts = Object.entries(attributes).map(([name, value]) => {
		if (name === 'id' && /^[a-z][a-z0-9-]*$/.test(value)) return `#${value}`;
		if (/^\d+$/.test(value)) return `${name}=${value}`;
		return `${name}="${value.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"`;
	});
	return parts.length ? `{${parts.join(' ')}}` : '';
}

/** The length of the longest match, or of the part of it that `within` finds. */
function longest(text: string, pattern: RegExp, within?: RegExp): number {
	const found = text.match(pattern) ?? [];
	return Math.max(
		0,
		...found.map((match) => (within ? (within.exec(match)?.[0].length ?? 0) : match.length))
	);
}
