import type { List, ListItem } from 'mdast';
import { blocks } from './blocks.ts';
import { inside, report, type Context, type Place } from './context.ts';
import { claim, isLaterQuiz, only, type Source } from './elements.ts';
import { letters } from './letters.ts';
import type { Block, Choice, Quiz } from './tree.ts';

/**
 * `:::quiz{#id}`: the first list with task marks holds the choices, what stands before it asks, and a
 * quotation under a choice is its feedback. More than one `[x]` makes it a quiz with several answers;
 * `kind="truth"` is for true and false.
 */
export function quiz(ctx: Context, source: Source, place: Place): Block[] | null {
	if (isLaterQuiz(source)) return null;
	const list = source.body.find(
		(node): node is List =>
			node.type === 'list' && node.children.some((item) => typeof item.checked === 'boolean')
	);
	const written = source.attributes.get('kind');
	const kinds: readonly (string | undefined)[] = [undefined, 'single', 'multiple', 'truth'];
	if (!kinds.includes(written)) {
		report(ctx, source.node, 'quiz-kind', written);
		return null;
	}
	const id = claim(ctx, source);
	if (id === null) return null;
	ctx.acting.add(id);
	only(ctx, source, ['id', 'kind']);

	if (!list) report(ctx, source.node, 'quiz-no-choices');
	const after = list && source.body[source.body.indexOf(list) + 1];
	if (after) report(ctx, after, 'quiz-after-choices');
	const prompt = blocks(
		ctx,
		source.body.filter((node) => node !== list),
		inside(place)
	);
	const choices: Choice[] = [];
	for (const item of list?.children ?? []) {
		const made = choice(ctx, item, place);
		if ('id' in made) choices.push({ ...made, id: letters(choices.length) });
		else prompt.push(...made.stray);
	}
	if (!prompt.length) report(ctx, source.node, 'quiz-no-prompt');
	// Only one list of a quiz has marks, whatever went wrong.
	for (const block of prompt) {
		if (block.type === 'list') for (const item of block.items) item.checked = null;
	}
	const right = choices.filter((made) => made.right).length;
	const kind = kindOf(written, right);
	if (choices.length === 1) report(ctx, source.node, 'quiz-one-choice');
	if (choices.length && right === 0) report(ctx, source.node, 'quiz-no-right-answer');
	if (right > 1 && kind !== 'multiple') report(ctx, source.node, 'quiz-too-many-right');
	if (kind === 'truth' && choices.length !== 2) report(ctx, source.node, 'quiz-truth-two');
	return [{ type: 'quiz', id, kind, prompt, choices }];
}

function kindOf(written: string | undefined, right: number): Quiz['kind'] {
	if (written === 'single' || written === 'multiple' || written === 'truth') return written;
	return right > 1 ? 'multiple' : 'single';
}

/** A choice, or what stands in its place. */
function choice(ctx: Context, item: ListItem, place: Place): Choice | { stray: Block[] } {
	const [first, ...rest] = item.children;
	const [shown, ...more] = first ? blocks(ctx, [first], inside(place)) : [];
	const feedback = [...more];
	for (const node of rest) {
		if (node.type !== 'blockquote') report(ctx, node, 'quiz-choice-extra');
		const content = node.type === 'blockquote' ? node.children : [node];
		feedback.push(...blocks(ctx, content, inside(inside(place))));
	}
	if (shown?.type !== 'paragraph') {
		report(ctx, item, 'quiz-choice-extra');
		return { stray: shown ? [shown, ...feedback] : feedback };
	}
	if (typeof item.checked !== 'boolean') report(ctx, item, 'quiz-choice-unmarked');
	return { id: '', right: item.checked === true, children: shown.children, feedback };
}
