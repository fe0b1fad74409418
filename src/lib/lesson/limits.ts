import { leaves } from './grammar.ts';
import { escapeLineStart, escapeMarkdown } from './escape-markdown.ts';
import { problem, type ProblemCode } from './problems.ts';
import type { Problem } from './tree.ts';

/** In characters, and in bytes of UTF-8. */
export const LONGEST_SOURCE = 64 * 1024;

/** Quotation and list marks that one line may begin with. */
const DEEPEST = 22;
/** Elements that may be open at once; a lesson needs three or four. */
const MOST_OPEN = 8;
/** Columns of indentation: enough for 20 levels of numbered lists. */
const WIDEST = 100;
/** Colons that open an element: three, and one more for each level around it. */
const MOST_COLONS = 26;
/** List items, quotations, underlined headings and lines that lean on a list or quotation, in one text. */
const MOST_PARTS = 1500;
/** Characters, each counted once for every element it is in: the parser reads them that often. */
const MOST_READ = 200_000;
/** Special marks of one paragraph times its length: about the steps the parser may take for it. */
const DENSEST = 1_500_000;

/** A source that the Markdown parser can read in linear time, and what was taken out of it. */
export interface Tamed {
	/** As long as the source, up to the cut; parts that are too dense are blotted out. */
	text: string;
	/** The words under each blot, by the offset where it begins. */
	blots: Map<number, string>;
	/** What stands after the cut, to be shown as plain text. */
	rest: string;
	problems: Problem[];
}

const PREFIX = /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))*[ \t]*/;
const RULE = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;

/**
 * Makes the cases harmless in which the Markdown parser is quadratic or worse. Lines keep their numbers,
 * and what is taken out is returned beside the text, so that nothing is lost.
 */
export function tame(source: string): Tamed {
	const problems: Problem[] = [];
	const seen = new Set<string>();
	const report: Report = (line, code) => {
		if (!seen.has(code)) problems.push(problem(line, 1, code));
		seen.add(code);
	};
	const { lines, rest } = shallow(source.split('\n'), report);
	const text = lines.join('\n');
	const dense = runs(lines).some((run) => cost(run) > DENSEST);
	return { ...(dense ? blot(text, report) : { text, blots: new Map<number, string>() }), rest, problems };
}

type Report = (line: number, code: ProblemCode) => void;

/** Escapes lines that would nest too deeply, and stops where the text has had enough parts. */
function shallow(source: readonly string[], report: Report): { lines: string[]; rest: string } {
	const lines: string[] = [];
	const open: { colons: number; quotes: number }[] = [];
	let parts = 0;
	let read = 0;
	let before = { quotes: 0, width: 0, blank: true };
	for (const written of source) {
		const line = written.replace(/^[ \t]{100,}/, (space) => space.slice(0, WIDEST));
		const rule = RULE.test(line);
		const prefix = rule ? '' : (PREFIX.exec(line)?.[0] ?? '');
		const rest = line.slice(prefix.length);
		const marks = prefix.match(/[>\-+*]|\d+[.)]/g)?.length ?? 0;
		const quotes = prefix.split('>').length - 1;
		const blank = rest === '' && marks === 0;
		const colons = /^:{3,}/.exec(rest)?.[0].length ?? 0;
		let deep = columns(prefix) > WIDEST || marks > DEEPEST;
		if (colons && !deep) {
			const closes = /^:+[ \t]*$/.test(rest);
			const from = open.findIndex((one) => one.colons <= colons && one.quotes === quotes);
			if (closes && from >= 0) open.length = from;
			if (!closes) {
				deep = open.length >= MOST_OPEN || colons > MOST_COLONS;
				if (!deep) open.push({ colons, quotes });
				parts += 1;
			}
		}
		const leaning = !blank && !before.blank && (quotes < before.quotes || prefix.length < before.width);
		const underline = !before.blank && /^(=+|-+)[ \t]*$/.test(line.trim());
		parts += marks - Math.min(quotes, before.quotes) + Math.max(0, before.quotes - quotes);
		parts += Number(leaning) + Number(underline) + Number(/^\[\^/.test(rest));
		read += (line.length + 1) * open.length;
		if (parts > MOST_PARTS || read > MOST_READ) {
			report(lines.length + 1, 'too-many-parts');
			return { lines, rest: source.slice(lines.length).join('\n') };
		}
		if (!leaning) before = { quotes, width: blank ? 0 : prefix.length, blank };
		if (deep) report(lines.length + 1, 'nested-too-deep');
		lines.push(deep ? literal(line) : line);
	}
	return { lines, rest: '' };
}

/** Columns before the first word, tabs to the next multiple of four. */
function columns(prefix: string): number {
	let at = 0;
	for (const character of prefix) at += character === '\t' ? 4 - (at % 4) : 1;
	return at;
}

/** A line that means nothing but its words. */
const literal = (line: string): string => escapeLineStart(escapeMarkdown(line.trim()));

/** Lines with no empty line between them: no paragraph is longer than such a run. */
function runs(lines: readonly string[]): string[] {
	const out: string[][] = [[]];
	for (const line of lines) {
		if (/^[ \t>]*$/.test(line)) out.push([]);
		else out.at(-1)?.push(line);
	}
	return out.map((run) => run.join('\n'));
}

/**
 * Marks that can mean something times length. A mark after a backslash costs what it costs without, so
 * that writing a paragraph anew with `toMarkdown` does not make it dearer.
 */
function cost(text: string): number {
	const bare = text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
	const marks = bare.match(/[[\]*_~`<>&!|{}()"=^@#\\]|:(?=\S)|www\./gi);
	return (marks?.length ?? 0) * bare.length;
}

/** Puts letters in place of paragraphs, headings and tables that are too dense; a reading of the blocks finds them. */
function blot(source: string, report: Report): Pick<Tamed, 'text' | 'blots'> {
	const blots = new Map<number, string>();
	let text = '';
	let at = 0;
	for (const { start, end, line, parts } of leaves(source)) {
		if (start < at || parts.every((part) => cost(source.slice(part.start, part.end)) <= DENSEST)) continue;
		report(line, 'paragraph-too-dense');
		const words = source.slice(start, end);
		blots.set(start, words);
		text += source.slice(at, start) + words.replace(/\n[ \t>]*|[^]/g, (c) => (c[0] === '\n' ? c : 'x'));
		at = end;
	}
	return { text: text + source.slice(at), blots };
}
