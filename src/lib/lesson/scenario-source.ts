import type { RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { blocks } from './blocks.ts';
import { collapse, inside, report, type Context, type Place } from './context.ts';
import { claim, only, type Source } from './elements.ts';
import { checkGraph } from './graph.ts';
import type { Block, ScenarioStep } from './tree.ts';

const isStep = (node: RootContent): node is ContainerDirective =>
	node.type === 'containerDirective' && node.name === 'step';

/** `:::::scenario{#id}`: an introduction, then `::::step{#id outcome="…"}` elements. */
export function scenario(ctx: Context, source: Source, place: Place): Block[] | null {
	const id = claim(ctx, source);
	if (id === null) return null;
	ctx.acting.add(id);
	only(ctx, source, ['id']);

	const firstStep = source.body.findIndex(isStep);
	const stray = firstStep < 0 ? undefined : source.body.slice(firstStep).find((node) => !isStep(node));
	if (stray) report(ctx, stray, 'scenario-after-steps');
	const intro: Block[] = [];
	const steps: ScenarioStep[] = [];
	const nodes = new Map<string, ContainerDirective>();
	for (const node of source.body) {
		const made = isStep(node) ? step(ctx, node, inside(place)) : null;
		if (made) {
			steps.push(made);
			nodes.set(made.id, node as ContainerDirective);
		} else intro.push(...blocks(ctx, [node], inside(place)));
	}
	if (steps.length === 0) report(ctx, source.node, 'scenario-no-steps');
	for (const { at, code } of checkGraph(steps)) {
		report(ctx, nodes.get(at.step) ?? source.node, code, at.word);
	}
	return [{ type: 'scenario', id, intro, steps }];
}

function step(ctx: Context, node: ContainerDirective, place: Place): ScenarioStep | null {
	const attributes = new Map(Object.entries(node.attributes ?? {}).map(([k, v]) => [k, collapse(v ?? '')]));
	const source: Source = { node, name: 'step', attributes, body: node.children };
	const id = claim(ctx, source);
	if (id === null) return null;
	only(ctx, source, ['id', 'outcome']);
	const content = blocks(ctx, node.children, inside(place));
	const choices = content.flatMap((block) => choicesOf(block) ?? []);
	const outcome = attributes.get('outcome') ?? null;
	const known = outcome === 'good' || outcome === 'mixed' || outcome === 'bad' ? outcome : null;
	if (outcome !== null && known === null) report(ctx, node, 'step-outcome');
	if (known !== null && choices.length) report(ctx, node, 'step-outcome-with-choices', id);
	return {
		id,
		outcome: choices.length ? null : known,
		children: content.filter((block) => choicesOf(block) === null),
		choices
	};
}

/** The choices, when a block is a list whose items are each nothing but a link to a `#step`. */
function choicesOf(block: Block): ScenarioStep['choices'] | null {
	if (block.type !== 'list') return null;
	const choices: ScenarioStep['choices'] = [];
	for (const { checked, children } of block.items) {
		const only = children.length === 1 ? children[0] : undefined;
		const link = only?.type === 'paragraph' && only.children.length === 1 ? only.children[0] : undefined;
		if (checked !== null || link?.type !== 'link' || !/^#[a-z][a-z0-9-]{0,63}$/.test(link.href)) return null;
		choices.push({ to: link.href.slice(1), children: link.children });
	}
	return choices;
}
