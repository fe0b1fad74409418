import type { FootnoteDefinition, Nodes } from 'mdast';
import { blocks } from './blocks.ts';
import { report, type Context } from './context.ts';
import type { Block, Heading, Inline } from './tree.ts';

type Footnote = Extract<Inline, { type: 'footnote' }>;

/** Every node of a kind under a value, in the order in which the tree is printed. */
function gather<T extends { type: string }>(value: unknown, type: T['type'], out: T[] = []): T[] {
	if (Array.isArray(value)) for (const child of value) gather(child, type, out);
	else if (value && typeof value === 'object') {
		if ('type' in value && value.type === type) out.push(value as T);
		for (const child of Object.values(value)) if (typeof child === 'object') gather(child, type, out);
	}
	return out;
}

/** Every Markdown node of a kind, wherever it stands. */
export function find<T extends Nodes['type']>(node: Nodes, type: T): Extract<Nodes, { type: T }>[] {
	const out: Extract<Nodes, { type: T }>[] = [];
	const stack: Nodes[] = [node];
	for (let next = stack.pop(); next; next = stack.pop()) {
		if (next.type === type) out.push(next as Extract<Nodes, { type: T }>);
		if ('children' in next) stack.push(...next.children.toReversed());
	}
	return out;
}

/**
 * Numbers footnotes in reading order and adds their texts at the end. A note nobody points to comes
 * last, with a problem, so that its words are not lost.
 */
export function addFootnotes(ctx: Context, children: Block[], definitions: FootnoteDefinition[]): void {
	const known = new Map<string, FootnoteDefinition>();
	for (const definition of definitions) {
		if (!known.has(definition.identifier)) known.set(definition.identifier, definition);
		else report(ctx, definition, 'footnote-twice', definition.label ?? definition.identifier);
	}
	const order: FootnoteDefinition[] = [];
	const numbers = new Map<FootnoteDefinition, number>();
	const number = (definition: FootnoteDefinition): number => {
		const n = numbers.get(definition) ?? order.push(definition);
		numbers.set(definition, n);
		return n;
	};
	const count = (part: Block[]) => {
		for (const call of gather<Footnote>(part, 'footnote')) {
			const definition = known.get(call.ref);
			if (definition) call.ref = String(number(definition));
		}
	};
	const notes: { ref: string; children: Block[] }[] = [];
	const write = () => {
		for (let next = order[notes.length]; next; next = order[notes.length]) {
			const content = blocks(ctx, next.children, { depth: 1, alone: false });
			notes.push({ ref: String(notes.length + 1), children: content });
			count(content);
		}
	};
	count(children);
	write();
	for (const definition of definitions) {
		if (numbers.has(definition)) continue;
		report(ctx, definition, 'footnote-unused', definition.label ?? definition.identifier);
		number(definition);
		write();
	}
	if (notes.length) children.push({ type: 'footnotes', notes });
}

/** Gives every heading without an id of its own one made from its words, distinct from every other id. */
export function addSlugs(ctx: Context, children: Block[]): void {
	const next = new Map<string, number>();
	for (const heading of gather<Heading>(children, 'heading')) {
		if (heading.explicit) continue;
		const base = slug(plain(heading.children));
		let n = next.get(base) ?? 1;
		let id = n === 1 ? base : `${base}-${n}`;
		while (ctx.ids.has(id)) id = `${base}-${++n}`;
		next.set(base, n + 1);
		ctx.ids.add(id);
		heading.id = id;
	}
}

/** Letters, marks and digits of every script stay; everything between them becomes one hyphen. */
function slug(words: string): string {
	const made = words
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
		.replace(/^-|-$/g, '');
	return [...made].slice(0, 60).join('').replace(/-$/, '') || 'section';
}

/** The words of inline nodes without their marks. */
export function plain(nodes: readonly Inline[]): string {
	return nodes
		.map((node) => {
			if ('children' in node) return plain(node.children);
			return 'value' in node ? node.value : node.type === 'break' ? ' ' : '';
		})
		.join('');
}
