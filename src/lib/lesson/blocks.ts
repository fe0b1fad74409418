import type { Heading as MarkdownHeading, Image, List, Paragraph, RootContent, Table } from 'mdast';
import { DEEPEST_BLOCK, ID, inside, report, trimmed, typed, type Context, type Place } from './context.ts';
import { container, leaf } from './elements.ts';
import { inline, tidy } from './inline.ts';
import { assetAllowed } from './links.ts';
import type { Block, Inline } from './tree.ts';

const MOST_CELLS = 2000;

/** Markdown's blocks as ours. Nothing empty comes out, and nothing the author wrote is lost. */
export function blocks(ctx: Context, nodes: readonly RootContent[], place: Place): Block[] {
	if (place.depth <= DEEPEST_BLOCK) return nodes.flatMap((node) => one(ctx, node, place));
	const first = nodes[0];
	if (!first) return [];
	report(ctx, first, 'nested-too-deep');
	return nodes.flatMap((node) => words(typed(ctx, node)));
}

/** A paragraph of plain text, or nothing when there are no words. */
export function words(text: string): Block[] {
	const value = trimmed(text);
	return value ? [{ type: 'paragraph', children: [{ type: 'text', value }] }] : [];
}

/**
 * A long text as paragraphs, cut at empty lines and then every 800 characters or sooner, so that none of
 * them is too dense for the parser when it comes back from `toMarkdown`.
 */
export function plainText(text: string): Block[] {
	const paragraphs = text.split(/\n[ \t]*\n/).map(trimmed);
	return paragraphs.flatMap((part) => part.match(/\S.{0,799}(?=\s|$)|\S.{0,799}/gu) ?? []).flatMap(words);
}

function one(ctx: Context, node: RootContent, place: Place): Block[] {
	switch (node.type) {
		case 'paragraph':
			return paragraph(ctx, node);
		case 'heading':
			return heading(ctx, node);
		case 'list':
			return list(ctx, node, place);
		case 'blockquote': {
			const children = blocks(ctx, node.children, inside(place));
			return children.length ? [{ type: 'quote', children }] : [];
		}
		case 'code': {
			const language = /^[\w+#.-]{1,20}$/.test(node.lang ?? '') ? (node.lang ?? '') : '';
			return [{ type: 'code-block', language, value: node.value.replace(/\r\n?/g, '\n') }];
		}
		case 'table':
			return table(ctx, node);
		case 'thematicBreak':
			return [{ type: 'rule' }];
		case 'html':
			report(ctx, node, 'html');
			return words(node.value);
		case 'containerDirective':
			return container(ctx, node, place);
		case 'leafDirective':
			return leaf(ctx, node, place);
		case 'definition':
			return [];
		case 'footnoteDefinition':
			return ctx.profile === 'post' ? words(typed(ctx, node)) : [];
		default:
			return words(typed(ctx, node));
	}
}

function paragraph(ctx: Context, node: Paragraph): Block[] {
	const blot = ctx.blots.get(node.position?.start.offset ?? -1);
	if (blot !== undefined) return plainText(blot);
	const only = node.children.length === 1 ? node.children[0] : undefined;
	if (ctx.profile === 'lesson' && only?.type === 'image') return figure(ctx, only);
	const children = inline(ctx, node.children);
	return children.length ? [{ type: 'paragraph', children }] : [];
}

function figure(ctx: Context, image: Image): Block[] {
	const alt = trimmed(image.alt ?? '');
	if (!assetAllowed(image.url)) report(ctx, image, 'image-refused', image.url);
	else if (!alt) report(ctx, image, 'image-without-alt');
	else return [{ type: 'figure', src: image.url, alt, caption: trimmed(image.title ?? '') }];
	return words(typed(ctx, image));
}

function heading(ctx: Context, node: MarkdownHeading): Block[] {
	const children = inline(ctx, node.children, false);
	if (!children.length) return [];
	if (ctx.profile === 'post') return [{ type: 'paragraph', children: [{ type: 'strong', children }] }];
	if (node.depth < 2 || node.depth > 4) report(ctx, node, 'heading-level');
	const depth = Math.min(4, Math.max(2, node.depth)) as 2 | 3 | 4;
	const id = headingId(ctx, node, children);
	return children.length ? [{ type: 'heading', depth, id: id ?? '', explicit: id !== null, children }] : [];
}

/** Takes `{#id}` off the end of a heading; the raw source tells it from an escaped brace. */
function headingId(ctx: Context, node: MarkdownHeading, children: Inline[]): string | null {
	const raw = node.children.at(-1);
	const last = children.at(-1);
	if (raw?.type !== 'text' || last?.type !== 'text') return null;
	const written = /(\\*)\{#([^\s{}\\]*)\}[ \t]*$/.exec(typed(ctx, raw));
	if (!written || (written[1]?.length ?? 0) % 2) return null;
	const id = written[2] ?? '';
	const rest = last.value.slice(0, last.value.lastIndexOf('{#')).trimEnd();
	if (!ID.test(id) || (!rest && children.length === 1)) {
		report(ctx, node, 'bad-id', id);
		return null;
	}
	if (ctx.ids.has(id)) {
		report(ctx, node, 'duplicate-id', id);
		return null;
	}
	ctx.ids.add(id);
	children.pop();
	if (rest) children.push({ type: 'text', value: rest });
	return id;
}

function list(ctx: Context, node: List, place: Place): Block[] {
	const items = node.children
		.map((item) => {
			const children = blocks(ctx, item.children, inside(place));
			const marked = children[0]?.type === 'paragraph' || children[0]?.type === 'figure';
			return { checked: marked ? (item.checked ?? null) : null, children };
		})
		.filter((item) => item.children.length);
	const start = node.ordered ? (node.start ?? 1) : null;
	return items.length ? [{ type: 'list', start, items }] : [];
}

function table(ctx: Context, node: Table): Block[] {
	const width = node.children[0]?.children.length ?? 0;
	if (width * node.children.length > MOST_CELLS) {
		report(ctx, node, 'table-too-large');
		return node.children.flatMap((row) => words(typed(ctx, row)));
	}
	const rows = node.children.map((row) => {
		const cells = row.children.map((cell) => inline(ctx, cell.children, false));
		const extra = cells.splice(width).filter((cell) => cell.length);
		if (extra.length) {
			report(ctx, row, 'table-row-too-long');
			cells.push(
				tidy(
					[cells.pop() ?? [], ...extra].flatMap((cell) => [space, ...cell]),
					true
				)
			);
		}
		while (cells.length < width) cells.push([]);
		return cells;
	});
	const [head = [], ...body] = rows;
	const align = Array.from({ length: width }, (_, i) => node.align?.[i] ?? null);
	return [{ type: 'table', align, head, rows: body }];
}

const space: Inline = { type: 'text', value: ' ' };
