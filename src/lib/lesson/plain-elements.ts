import { blocks, words } from './blocks.ts';
import { inside, report, trimmed, typed, type Context, type Place } from './context.ts';
import { children, labelOf, only, type Source } from './elements.ts';
import type { Block, CalloutKind } from './tree.ts';

const KINDS: readonly string[] = ['tip', 'care', 'danger', 'story'] satisfies CalloutKind[];
const isKind = (value: string): value is CalloutKind => KINDS.includes(value);

/** `:::callout{kind="care"}` */
export function callout(ctx: Context, source: Source, place: Place): Block[] {
	only(ctx, source, ['kind']);
	const kind = source.attributes.get('kind') ?? '';
	if (!isKind(kind)) report(ctx, source.node, 'callout-kind');
	const content = children(ctx, source, place);
	if (!content.length) {
		report(ctx, source.node, 'empty-element', 'callout');
		return [];
	}
	return [{ type: 'callout', kind: isKind(kind) ? kind : 'tip', children: content }];
}

/** `:::details{summary="…"}` or `:::details[…]` */
export function details(ctx: Context, source: Source, place: Place): Block[] {
	only(ctx, source, ['summary'], true);
	const label = labelOf(source);
	const attribute = trimmed(source.attributes.get('summary') ?? '');
	const summary = attribute || (label ? trimmed(typed(ctx, label).replace(/^\[|\]$/g, '')) : '');
	const body = label && !attribute ? source.body.slice(1) : source.body;
	if (!summary) {
		report(ctx, source.node, 'details-summary');
		return blocks(ctx, body, place);
	}
	const content = blocks(ctx, body, inside(place));
	if (content.length) return [{ type: 'details', summary, children: content }];
	report(ctx, source.node, 'empty-element', 'details');
	return words(summary);
}

/** `:::steps` around one numbered list. */
export function steps(ctx: Context, source: Source, place: Place): Block[] {
	only(ctx, source, []);
	const list = source.body[0];
	if (source.body.length !== 1 || list?.type !== 'list' || !list.ordered) {
		report(ctx, source.node, 'steps-not-list');
		return blocks(ctx, source.body, place);
	}
	const items = list.children
		.map((item) => blocks(ctx, item.children, inside(inside(place))))
		.filter((item) => item.length);
	if (items.length) return [{ type: 'steps', items }];
	report(ctx, source.node, 'empty-element', 'steps');
	return [];
}
