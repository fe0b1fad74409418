import type { PhrasingContent, Node } from 'mdast';
import type { TextDirective } from 'mdast-util-directive';
import { ID, collapse, report, typed, type Context } from './context.ts';
import { hrefAllowed } from './links.ts';
import type { Inline } from './tree.ts';

const DEEPEST_MARK = 10;

interface Where {
	depth: number;
	inLink: boolean;
	/** False where Markdown has only one line: headings and table cells. */
	breaks: boolean;
}

/**
 * Markdown's inline nodes as ours, in a normal form that `toMarkdown` can say again: neighbouring
 * texts joined, white space collapsed, nothing empty, no space or line break at either end.
 */
export function inline(ctx: Context, nodes: readonly PhrasingContent[], breaks = true): Inline[] {
	return tidy(convert(ctx, nodes, { depth: 0, inLink: false, breaks }), true);
}

const text = (value: string): Inline => ({ type: 'text', value });

function convert(ctx: Context, nodes: readonly PhrasingContent[], where: Where): Inline[] {
	return nodes.flatMap((node) => one(ctx, node, where));
}

function within(ctx: Context, nodes: readonly PhrasingContent[], where: Where): Inline[] {
	return tidy(convert(ctx, nodes, { ...where, depth: where.depth + 1 }), false);
}

function one(ctx: Context, node: PhrasingContent, where: Where): Inline[] {
	switch (node.type) {
		case 'text':
			return [text(node.value)];
		case 'emphasis':
		case 'strong':
		case 'delete':
			return mark(ctx, node.type, node, node.children, where);
		case 'inlineCode':
			return [{ type: 'code', value: node.value.replace(/[\r\n]/g, ' ') }];
		case 'break':
			return where.breaks ? [{ type: 'break' }] : [text(' ')];
		case 'link':
			return link(ctx, node, node.url, node.children, where);
		case 'linkReference':
			return reference(ctx, node, node.identifier, node.children, where);
		case 'image':
		case 'imageReference':
			report(ctx, node, ctx.profile === 'post' ? 'image-in-post' : 'image-inline');
			return [text(typed(ctx, node))];
		case 'html':
			report(ctx, node, 'html');
			return [text(node.value)];
		case 'footnoteReference':
			if (ctx.profile === 'post' || where.inLink) return [text(typed(ctx, node))];
			return [{ type: 'footnote', ref: node.identifier }];
		case 'textDirective':
			return directive(ctx, node, where);
		default:
			return [text(typed(ctx, node))];
	}
}

function mark(
	ctx: Context,
	type: 'emphasis' | 'strong' | 'delete',
	node: Node,
	children: readonly PhrasingContent[],
	where: Where
): Inline[] {
	const content = within(ctx, children, where);
	if (where.depth < DEEPEST_MARK) return content.length ? [{ type, children: content }] : [];
	if (where.depth === DEEPEST_MARK) report(ctx, node, 'marks-too-deep');
	return content;
}

function link(
	ctx: Context,
	node: Node,
	href: string,
	children: readonly PhrasingContent[],
	where: Where
): Inline[] {
	const content = within(ctx, children, { ...where, inLink: true });
	if (where.inLink) {
		report(ctx, node, 'link-nested');
		return content;
	}
	if (!hrefAllowed(href)) {
		report(ctx, node, 'link-refused', href);
		return content.length ? content : [text(typed(ctx, node))];
	}
	if (where.depth > DEEPEST_MARK) return content;
	if (content.some((child) => child.type !== 'text' || child.value.trim())) {
		return [{ type: 'link', href, children: content }];
	}
	report(ctx, node, 'link-empty');
	return [{ type: 'link', href, children: [text(href)] }];
}

function reference(
	ctx: Context,
	node: Node,
	identifier: string,
	children: readonly PhrasingContent[],
	where: Where
): Inline[] {
	const href = ctx.definitions.get(identifier);
	if (href === undefined) return [text(typed(ctx, node))];
	ctx.referenceBudget -= href.length;
	if (ctx.referenceBudget < 0) {
		report(ctx, node, 'too-many-references');
		return [text(typed(ctx, node))];
	}
	return link(ctx, node, href, children, where);
}

/** The long forms of marks, for places where `*` cannot say what is meant, as in the middle of a word. */
const LONG_FORMS = { em: 'emphasis', strong: 'strong', del: 'delete' } as const;

function directive(ctx: Context, node: TextDirective, where: Where): Inline[] {
	const attributes = node.attributes ?? {};
	const attribute = (name: string): string | null => {
		for (const key of Object.keys(attributes)) {
			if (key !== name) report(ctx, node, 'unknown-attribute', key);
		}
		const value = attributes[name] ?? '';
		return ID.test(value) ? value : null;
	};
	if (Object.keys(attributes).length === 0) {
		if (node.name === 'em' || node.name === 'strong' || node.name === 'del') {
			if (node.children.length) return mark(ctx, LONG_FORMS[node.name], node, node.children, where);
		}
		if (node.name === 'code') {
			const value = plain(node.children).replace(/[\r\n]/g, ' ');
			if (value) return [{ type: 'code', value }];
		}
	}
	if (where.depth <= DEEPEST_MARK) {
		if (node.name === 'term' && node.children.length) {
			const ref = attribute('ref');
			const children = within(ctx, node.children, { ...where, inLink: true });
			if (ref === null) report(ctx, node, 'ref-missing', 'term');
			if (where.inLink) report(ctx, node, 'link-nested');
			return ref === null || where.inLink || !children.length ? children : [{ type: 'term', ref, children }];
		}
		if (node.name === 'contact' && Object.keys(attributes).length) {
			const ref = attribute('ref');
			if (ref === null) report(ctx, node, 'ref-missing', 'contact');
			if (where.inLink) report(ctx, node, 'link-nested');
			if (node.children.length) report(ctx, node, 'unexpected-label');
			return ref === null || where.inLink ? [text(typed(ctx, node))] : [{ type: 'contact', ref }];
		}
		if (node.name === 'slot' && node.children.length) {
			const name = attribute('name');
			const children = within(ctx, node.children, where);
			if (name === null) report(ctx, node, 'slot-name');
			return name === null || !children.length ? children : [{ type: 'slot', name, children }];
		}
	}
	return asTyped(ctx, node, where);
}

/** `10:30`, `:name` and the like: a colon in prose, not an element. */
function asTyped(ctx: Context, node: TextDirective, where: Where): Inline[] {
	const whole = typed(ctx, node);
	const first = node.children[0]?.position?.start.offset;
	const last = node.children.at(-1)?.position?.end.offset;
	if (whole.includes('[') || whole.includes('{')) report(ctx, node, 'unknown-element', node.name);
	if (first === undefined || last === undefined) return [text(whole)];
	const begin = node.position?.start.offset ?? 0;
	return [
		text(whole.slice(0, first - begin)),
		...convert(ctx, node.children, where),
		text(whole.slice(last - begin))
	];
}

const plain = (nodes: readonly PhrasingContent[]): string =>
	nodes.map((n) => ('value' in n ? n.value : 'children' in n ? plain(n.children) : '')).join('');

/** The normal form: see `inline`. `edges` trims both ends as well. */
export function tidy(nodes: readonly Inline[], edges: boolean): Inline[] {
	const out: Inline[] = [];
	for (const node of nodes) {
		const last = out.at(-1);
		if (node.type === 'text') {
			let value = collapse(last?.type === 'text' ? last.value + node.value : node.value);
			if (last?.type === 'break' || (edges && (!last || (last.type === 'text' && out.length === 1)))) {
				value = value.replace(/^ /, '');
			}
			if (last?.type === 'text') out.pop();
			if (value) out.push(text(value));
		} else if (node.type === 'break') {
			trimEnd(out);
			if (out.length) out.push(node);
		} else {
			// `[^1]:` would begin a footnote's text, and many nodes are written with a colon first.
			if (last?.type === 'footnote' && node.type !== 'link' && node.type !== 'footnote') out.push(text(' '));
			out.push(node);
		}
	}
	const spaced = !edges && out.at(-1)?.type === 'text';
	if (!spaced) trimEnd(out);
	while (out.at(-1)?.type === 'break') {
		out.pop();
		trimEnd(out);
	}
	return out;
}

/** Takes the space off the end of the last text. */
function trimEnd(out: Inline[]): void {
	const last = out.at(-1);
	if (last?.type !== 'text') return;
	const value = last.value.replace(/ $/, '');
	out.pop();
	if (value) out.push(text(value));
}
