import type { Context } from './context.ts';
import { addFootnotes, addSlugs, find } from './finish.ts';
import { readFrontMatter, splitFrontMatter } from './front-matter.ts';
import { markdownTree } from './grammar.ts';
import { LONGEST_SOURCE, tame } from './limits.ts';
import { blocks, plainText } from './blocks.ts';
import { problem, type ProblemCode } from './problems.ts';
import type { FrontMatter, Lesson, Parsed, Problem, Profile } from './tree.ts';

/** Characters of addresses that links by reference may add to a tree. */
const REFERENCE_BUDGET = 16 * 1024;

/**
 * Reads a lesson, or a forum post, into plain data and a list of problems in reading order. It never
 * throws and takes time linear in the source: what is too long, too deep or too dense is kept as plain
 * text with a problem.
 */
export function parseLesson(source: string, profile: Profile = 'lesson'): Parsed {
	try {
		return read(source, profile);
	} catch {
		return asText(source, 'parser-stopped');
	}
}

function read(written: string, profile: Profile): Parsed {
	if (written.length > LONGEST_SOURCE) return asText(written, 'source-too-long');
	const source = clean(written);
	if (new TextEncoder().encode(source).length > LONGEST_SOURCE) return asText(source, 'source-too-long');
	const problems: Problem[] = controls(source);
	const split = profile === 'lesson' ? splitFrontMatter(source) : null;
	if (split) problems.push(...split.problems);
	const front = split?.yaml == null ? null : readFrontMatter(split.yaml, 2);
	if (front) problems.push(...front.problems);
	const tamed = tame(split?.body ?? source);
	problems.push(...tamed.problems);

	const tree = markdownTree(tamed.text, profile);
	const ctx: Context = {
		source: tamed.text,
		profile,
		blots: tamed.blots,
		problems,
		ids: new Set(),
		acting: new Set(),
		definitions: new Map(),
		referenceBudget: REFERENCE_BUDGET
	};
	for (const { identifier, url } of find(tree, 'definition')) {
		if (!ctx.definitions.has(identifier)) ctx.definitions.set(identifier, url);
	}
	const children = blocks(ctx, tree.children, { depth: 0, alone: true });
	children.push(...plainText(tamed.rest));
	if (profile === 'lesson') {
		addFootnotes(ctx, children, find(tree, 'footnoteDefinition'));
		addSlugs(ctx, children);
	}
	const meta = front?.meta ?? null;
	if (meta) checkRequired(meta, ctx);
	problems.sort((a, b) => a.line - b.line || a.column - b.column);
	return { lesson: { meta, children }, problems };
}

/** One kind of line ending, no byte order mark, no half characters; controls become U+FFFD in place. */
function clean(source: string): string {
	return source
		.toWellFormed()
		.replace(/^\ufeff/, '')
		.replace(/\r\n?/g, '\n')
		.replace(CONTROL, '\ufffd');
}

// eslint-disable-next-line no-control-regex -- finding them is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

function controls(source: string): Problem[] {
	const at = source.indexOf('\ufffd');
	if (at < 0) return [];
	const before = source.slice(0, at).split('\n');
	return [problem(before.length, (before.at(-1)?.length ?? 0) + 1, 'control-character')];
}

function checkRequired(meta: FrontMatter, ctx: Context): void {
	for (const id of meta.required) {
		if (!ctx.acting.has(id)) ctx.problems.push(problem(1, 1, 'required-unknown', id));
	}
}

/** The source as paragraphs of plain text. */
function asText(source: string, code: ProblemCode): Parsed {
	const children = plainText(clean(source));
	const lesson: Lesson = { meta: null, children };
	return { lesson, problems: [problem(1, 1, code)] };
}
