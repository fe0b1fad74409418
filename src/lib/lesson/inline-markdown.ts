import { escapeMarkdown } from './escape-markdown.ts';
import type { Inline } from './tree.ts';

type Place = 'line' | 'cell' | 'link';

interface Around {
	/** The last character before, the first after; a space stands for the edge of a line. */
	before: string;
	after: string;
	cell: boolean;
	/** Inside `:name[…]`, where every bracket counts, even in code. */
	label: boolean;
}

/** Inline nodes as Markdown. `cell` is for a table's, `link` for a link's words. */
export function phrasingMarkdown(nodes: readonly Inline[], place: Place = 'line'): string {
	const edge = place === 'link' ? { before: '[', after: ']' } : { before: ' ', after: ' ' };
	return write(nodes, { ...edge, cell: place === 'cell', label: false });
}

function write(nodes: readonly Inline[], around: Around): string {
	let out = '';
	nodes.forEach((node, i) => {
		const next = nodes[i + 1];
		const before = out.at(-1) ?? around.before;
		if (node.type === 'text') {
			const text = escapeMarkdown(node.value, { before: i > 0, after: next !== undefined });
			out += i > 0 ? text : text.replace(/^ /, '&#x20;');
			if (!next) out = out.replace(/ $/, '&#x20;');
		} else out += one(node, { ...around, before, after: next ? opening(next) : around.after });
	});
	return out;
}

const MARKS = {
	emphasis: { short: '*', long: 'em' },
	strong: { short: '**', long: 'strong' },
	delete: { short: '~~', long: 'del' }
} as const;

function one(node: Exclude<Inline, { type: 'text' }>, around: Around): string {
	switch (node.type) {
		case 'emphasis':
		case 'strong':
		case 'delete': {
			const { short, long } = MARKS[node.type];
			if (!plainlyMarked(node.children, around)) return `:${long}[${label(node.children, around)}]`;
			const inner = write(node.children, { ...around, before: '*', after: '*' });
			return short + inner + short;
		}
		case 'code':
			return code(node.value, around);
		case 'break':
			return '\\\n';
		case 'link':
			return link(node, around);
		case 'term':
			return `:term[${label(node.children, around)}]{ref="${node.ref}"}`;
		case 'contact':
			return `:contact{ref="${node.ref}"}`;
		case 'slot':
			return `:slot[${label(node.children, around)}]{name="${node.name}"}`;
		case 'footnote':
			return `[^${node.ref}]`;
	}
}

const label = (nodes: readonly Inline[], around: Around): string =>
	write(nodes, { ...around, before: '[', after: ']', label: true });

/** The first character a node is written with; a mark beside a mark takes its long form. */
function opening(node: Inline): string {
	if (node.type === 'text') return escapeMarkdown(node.value).charAt(0);
	if (node.type === 'code') return '`';
	if (node.type === 'break') return '\\';
	return node.type === 'link' || node.type === 'footnote' ? '[' : ':';
}

function closing(node: Inline): string {
	if (node.type === 'text') return escapeMarkdown(node.value).slice(-1);
	if (node.type === 'code') return '`';
	return node.type === 'break' ? '\n' : ']';
}

const isSpace = (character: string) => /\s/.test(character);
const isSolid = (character: string) => !/\s|\p{P}|\p{S}/u.test(character);

/**
 * Whether `*` around the children can only open before them and only close after them, by CommonMark's
 * rules for delimiter runs. Elsewhere the long form is used.
 */
function plainlyMarked(children: readonly Inline[], around: Around): boolean {
	const [first, last] = [children[0], children.at(-1)];
	if (!first || !last || first.type in MARKS || last.type in MARKS) return false;
	return side(around.before, opening(first)) && side(around.after, closing(last));
}

function side(outside: string, inner: string): boolean {
	if (/[*_~]/.test(outside + inner) || isSpace(inner)) return false;
	return isSpace(outside) || (!isSolid(outside) && isSolid(inner));
}

/** Code in backticks, or in its long form beside other code, and where brackets or bars would be counted. */
function code(value: string, around: Around): string {
	if (
		around.before === '`' ||
		(around.label && /[[\]\\]/.test(value)) ||
		(around.cell && value.includes('|'))
	) {
		const text = value
			.split(' ')
			.map((word) => escapeMarkdown(word))
			.join(' ');
		return `:code[${text.replace(/\t/g, '&#9;').replace(/^ +| +$/g, (s) => '&#x20;'.repeat(s.length))}]`;
	}
	const runs = new Set((value.match(/`+/g) ?? []).map((run) => run.length));
	let ticks = 1;
	while (runs.has(ticks)) ticks += 1;
	const padded = /^`|`$/.test(value) || (/^ .* $/.test(value) && value.trim() !== '') ? ` ${value} ` : value;
	return '`'.repeat(ticks) + padded + '`'.repeat(ticks);
}

function link(node: Extract<Inline, { type: 'link' }>, around: Around): string {
	const [only] = node.children;
	const bare = node.children.length === 1 && only?.type === 'text' && only.value === node.href;
	if (bare && !around.cell && /^https?:\/\/[\w./-]+$/.test(node.href)) return `<${node.href}>`;
	const text = write(node.children, { ...around, before: '[', after: ']' });
	const address = node.href.replace(/[&<>()[\]|]/g, (c) => (c === '&' ? '&amp;' : `\\${c}`));
	return `[${text}](${address})`;
}
