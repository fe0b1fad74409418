import { blocks, words } from './blocks.ts';
import { inside, report, trimmed, typed, type Context, type Place } from './context.ts';
import { children, claim, keep, number, only, type Source } from './elements.ts';
import type { Block, Field, Grounding } from './tree.ts';
import { letters } from './letters.ts';

/** The makers below return null when the element is broken; then it is kept whole and shows nothing. */
function named(ctx: Context, source: Source, attributes: readonly string[]): string | null {
	const id = claim(ctx, source);
	if (id === null) return null;
	only(ctx, source, ['id', ...attributes]);
	ctx.acting.add(id);
	return id;
}

/** `::::exercise{#id minutes=15}` with `::field{#id label="…" lines=5}` inside. */
export function exercise(ctx: Context, source: Source, place: Place): Block[] | null {
	const id = named(ctx, source, ['minutes']);
	if (id === null) return null;
	const minutes = number(ctx, source, 'minutes', 600, null);
	const content = source.body.flatMap((node): (Block | Field)[] => {
		if (node.type === 'leafDirective' && node.name === 'field') return field(ctx, node);
		return blocks(ctx, [node], inside(place));
	});
	if (!content.length) report(ctx, source.node, 'empty-element', 'exercise');
	return [{ type: 'exercise', id, minutes, children: content }];
}

function field(ctx: Context, node: Extract<Source['node'], { type: 'leafDirective' }>): (Block | Field)[] {
	const attributes = new Map(Object.entries(node.attributes ?? {}).map(([key, value]) => [key, value ?? '']));
	const source: Source = { node, name: 'field', attributes, body: [] };
	const label = trimmed(attributes.get('label') ?? '');
	if (!label) {
		report(ctx, node, 'field-label');
		return words(typed(ctx, node));
	}
	const id = claim(ctx, source);
	if (id === null) return words(label);
	only(ctx, source, ['id', 'label', 'lines']);
	if (node.children.length) report(ctx, node, 'unexpected-label');
	return [{ type: 'field', id, label, lines: number(ctx, source, 'lines', 20, 1) }];
}

/** `:::reflection{#id lines=4}` */
export function reflection(ctx: Context, source: Source, place: Place): Block[] | null {
	const id = named(ctx, source, ['lines']);
	if (id === null) return null;
	const lines = number(ctx, source, 'lines', 20, 4);
	const content = children(ctx, source, place);
	if (!content.length) report(ctx, source.node, 'empty-element', 'reflection');
	return [{ type: 'reflection', id, lines, children: content }];
}

/** `:::discussion{#id}` */
export function discussion(ctx: Context, source: Source, place: Place): Block[] | null {
	const id = named(ctx, source, []);
	if (id === null) return null;
	const content = children(ctx, source, place);
	if (!content.length) report(ctx, source.node, 'empty-element', 'discussion');
	return [{ type: 'discussion', id, children: content }];
}

/** `:::checklist{#id}` around one task list. */
export function checklist(ctx: Context, source: Source, place: Place): Block[] | null {
	const content = children(ctx, source, place);
	const list = content.length === 1 ? content[0] : undefined;
	if (list?.type !== 'list' || list.items.some((item) => item.checked === null)) {
		report(ctx, source.node, 'checklist-not-list');
		return [keep(source, content)];
	}
	const items = list.items.flatMap(({ children: [first, ...more] }, i) =>
		first?.type === 'paragraph' && !more.length ? [{ id: letters(i), children: first.children }] : []
	);
	if (items.length < list.items.length) {
		report(ctx, source.node, 'checklist-item');
		return [keep(source, content)];
	}
	const id = named(ctx, source, []);
	return id === null ? [keep(source, content)] : [{ type: 'checklist', id, items }];
}

/** `::grounding{kind="breathing"}` */
export function grounding(ctx: Context, source: Source): Block[] | null {
	only(ctx, source, ['kind']);
	const kind = source.attributes.get('kind');
	const known: Grounding['kind'] | null = kind === '5-4-3-2-1' || kind === 'breathing' ? kind : null;
	if (known === null) report(ctx, source.node, 'grounding-kind');
	else if (source.body.length) report(ctx, source.node, 'grounding-children');
	else return [{ type: 'grounding', kind: known }];
	return null;
}

/** `:::facilitator` */
export function facilitator(ctx: Context, source: Source, place: Place): Block[] | null {
	only(ctx, source, []);
	const content = children(ctx, source, place);
	if (content.length) return [{ type: 'facilitator', children: content }];
	report(ctx, source.node, 'empty-element', 'facilitator');
	return [];
}
