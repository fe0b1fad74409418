import type { RootContent } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import { blocks, words } from './blocks.ts';
import { collapse, ID, inside, report, typed, type Context, type Place } from './context.ts';
import { quiz } from './quiz.ts';
import { scenario } from './scenario-source.ts';
import { inline } from './inline.ts';
import { checklist, discussion, exercise, facilitator, grounding, reflection } from './acting-elements.ts';
import { callout, details, steps } from './plain-elements.ts';
import type { Block, Later } from './tree.ts';

/** A directive that stands as a block, with what the elements need to know about it. */
export interface Source {
	node: ContainerDirective | LeafDirective;
	name: string;
	/** Attributes as written, white space collapsed. */
	attributes: Map<string, string>;
	/** The children without the label, for an element that takes blocks. */
	body: readonly RootContent[];
}

type Maker = (ctx: Context, source: Source, place: Place) => Block[] | null;

const PLAIN: Record<string, Maker> = { callout, details, steps };
const ACTING: Record<string, Maker> = {
	quiz,
	scenario,
	exercise,
	reflection,
	checklist,
	discussion,
	grounding,
	facilitator
};
/** The grammar knows them, later issues show them. */
const LATER = new Set(['plan', 'compare', 'audio', 'download', 'contact', 'slot']);
/** They mean something only inside their own element. */
const PARTS: Record<string, string> = { step: 'scenario', field: 'exercise' };

/** `:::name … :::` */
export function container(ctx: Context, node: ContainerDirective, place: Place): Block[] {
	return element(ctx, node, place);
}

/** `::name[…]{…}` on a line of its own. */
export function leaf(ctx: Context, node: LeafDirective, place: Place): Block[] {
	if (node.name === 'contact' || node.name === 'slot') {
		const children = inline(ctx, [{ ...node, type: 'textDirective' }]);
		return children.length ? [{ type: 'paragraph', children }] : [];
	}
	return element(ctx, node, place);
}

function element(ctx: Context, node: ContainerDirective | LeafDirective, place: Place): Block[] {
	const source = read(node);
	const { name } = source;
	const plain = Object.hasOwn(PLAIN, name) ? PLAIN[name] : undefined;
	if (plain) return plain(ctx, source, place) ?? [];
	const acting = Object.hasOwn(ACTING, name) ? ACTING[name] : undefined;
	if (!acting && !LATER.has(name) && !Object.hasOwn(PARTS, name)) return unknown(ctx, source, place);
	if (Object.hasOwn(PARTS, name)) return part(ctx, source, place);
	if (!place.alone) report(ctx, node, 'nested-element', name);
	else if (acting) return acting(ctx, source, place) ?? later(ctx, source, place);
	else return later(ctx, source, place);
	return kept(ctx, source, place, null);
}

/**
 * Words of an element nobody knows are shown, never lost. A leaf has no words of its own but its label,
 * so it is shown as typed.
 */
function unknown(ctx: Context, source: Source, place: Place): Block[] {
	report(ctx, source.node, 'unknown-element', source.name);
	if (source.node.type === 'leafDirective') return words(typed(ctx, source.node));
	return blocks(ctx, source.body, place);
}

/** A part outside its element: its words are shown. */
function part(ctx: Context, source: Source, place: Place): Block[] {
	if (place.broken === PARTS[source.name]) return kept(ctx, source, place, null);
	report(ctx, source.node, 'misplaced-element', source.name);
	const label = words(source.attributes.get('label') ?? '');
	return [...label, ...blocks(ctx, source.body, place)];
}

/** An element for a later version. Also what is left of one that is broken: it keeps everything and shows nothing. */
function later(ctx: Context, source: Source, place: Place): Block[] {
	const broken = Object.hasOwn(ACTING, source.name) && !isLaterQuiz(source);
	return kept(ctx, source, place, broken ? null : claim(ctx, source, false));
}

/** Kinds of quiz that the grammar knows and this version cannot show. */
export const isLaterQuiz = ({ name, attributes }: Source): boolean =>
	name === 'quiz' && ['match', 'order', 'fill-in', 'numeric'].includes(attributes.get('kind') ?? '');

function kept(ctx: Context, source: Source, place: Place, id: string | null): Block[] {
	const content = blocks(ctx, source.body, { ...inside(place), broken: source.name });
	return [keep(source, content, id)];
}

export function keep(source: Source, content: Block[], id: string | null = null): Later {
	const entries = [...source.attributes].filter(([key]) => key !== 'id' || id === null);
	return { type: 'later', name: source.name, id, attributes: Object.fromEntries(entries), children: content };
}

/** The blocks inside an element. */
export function children(ctx: Context, source: Source, place: Place): Block[] {
	return blocks(ctx, source.body, inside(place));
}

function read(node: ContainerDirective | LeafDirective): Source {
	const attributes = new Map<string, string>();
	for (const [key, value] of Object.entries(node.attributes ?? {})) {
		attributes.set(key, collapse(value ?? ''));
	}
	const body: readonly RootContent[] =
		node.type === 'containerDirective'
			? node.children
			: node.children.length
				? [{ type: 'paragraph', children: node.children, position: node.position }]
				: [];
	return { node, name: node.name, attributes, body };
}

/**
 * Takes the element's id for it. Null, with a problem, when it is missing, malformed or taken;
 * `needed` false lets it be missing.
 */
export function claim(ctx: Context, source: Source, needed = true): string | null {
	const id = source.attributes.get('id');
	if (id === undefined) {
		if (needed) report(ctx, source.node, 'missing-id', source.name);
		return null;
	}
	if (!ID.test(id)) report(ctx, source.node, 'bad-id', id);
	else if (ctx.ids.has(id)) report(ctx, source.node, 'duplicate-id', id);
	else {
		ctx.ids.add(id);
		return id;
	}
	return null;
}

/** Reports attributes the element has no use for, and a label when it takes none. */
export function only(ctx: Context, source: Source, names: readonly string[], label = false): void {
	for (const key of source.attributes.keys()) {
		if (!names.includes(key)) report(ctx, source.node, 'unknown-attribute', key);
	}
	if (!label && labelOf(source)) report(ctx, source.node, 'unexpected-label');
}

/** The paragraph written as `:::name[label]`, if there is one. */
export function labelOf(source: Source): RootContent | null {
	const first = source.body[0];
	if (first?.type !== 'paragraph') return null;
	return source.node.type === 'leafDirective' || first.data?.directiveLabel ? first : null;
}

/** A whole number within a range, or the default with a problem. */
export function number<D>(
	ctx: Context,
	source: Source,
	name: string,
	most: number,
	otherwise: D
): number | D {
	const value = source.attributes.get(name);
	if (value === undefined) return otherwise;
	const n = /^\d{1,4}$/.test(value) ? Number(value) : 0;
	if (n >= 1 && n <= most) return n;
	report(ctx, source.node, 'bad-number', name);
	return otherwise;
}
