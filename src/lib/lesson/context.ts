import type { Node } from 'mdast';
import { problem, type ProblemCode } from './problems.ts';
import type { Problem, Profile } from './tree.ts';

/** What an id of an element, a glossary entry or a contact looks like. */
export const ID = /^[a-z][a-z0-9-]{0,63}$/;

/** Levels of nested blocks that are kept; the prescan in `limits.ts` allows for at least as many. */
export const DEEPEST_BLOCK = 20;

/** What one run of the parser knows while it turns Markdown's tree into ours. */
export interface Context {
	/** The text that was given to the Markdown parser; positions point into it. */
	source: string;
	profile: Profile;
	/** Words of paragraphs that are shown as plain text, by offset; see `limits.ts`. */
	blots: Map<number, string>;
	problems: Problem[];
	/** Ids already taken by an element or by a heading whose author wrote one. */
	ids: Set<string>;
	/** Ids of elements a learner can act on, for `completion.required`. */
	acting: Set<string>;
	/** Targets of links by reference, by Markdown's normalised label. */
	definitions: Map<string, string>;
	/** Characters that links by reference may still add to the tree. */
	referenceBudget: number;
}

export interface Place {
	/** How many blocks are around this one. */
	depth: number;
	/** Whether an acting element may stand here. */
	alone: boolean;
	/** The name of the broken element directly around, whose parts are kept as they are. */
	broken?: string;
}

export const inside = (place: Place): Place => ({ depth: place.depth + 1, alone: false });

/** Notes a problem at the place where a Markdown node begins. */
export function report(ctx: Context, node: Node, code: ProblemCode, word = ''): void {
	const start = node.position?.start;
	ctx.problems.push(problem(start?.line ?? 1, start?.column ?? 1, code, word));
}

/** The characters the author typed for a node. */
export function typed(ctx: Context, node: Node): string {
	return ctx.source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}

/** White space in prose means one space; only the ASCII kinds, so that no-break spaces survive. */
export const collapse = (text: string): string => text.replace(/[ \t\r\n]+/g, ' ');
export const trimmed = (text: string): string => collapse(text).replace(/^ | $/g, '');
