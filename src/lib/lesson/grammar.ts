import type { Nodes, Root } from 'mdast';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified, type Processor } from 'unified';
import type { Profile } from './tree.ts';

interface Extensions {
	micromarkExtensions?: unknown[];
	fromMarkdownExtensions?: unknown[];
}

/** Removes one field from every extension that is loaded so far. */
function without(list: unknown[] | undefined, field: string): void {
	for (const extension of (list ?? []).flat()) {
		if (extension && typeof extension === 'object') Reflect.deleteProperty(extension, field);
	}
}

/**
 * GFM finds bare addresses twice: in the source, where `\` stops it, and once more in the finished
 * text, where nothing can. The second search is removed, so that text can always be written as text.
 */
function withoutSecondSearch(this: Processor): void {
	without((this.data() as Extensions).fromMarkdownExtensions, 'transforms');
}

/** Leaves the words unread: only the blocks are found. */
function withoutWords(this: Processor): void {
	const data = this.data() as Extensions;
	without(data.micromarkExtensions, 'text');
	data.micromarkExtensions?.push({ disable: { null: WORDS } });
}

const WORDS = [
	'attention',
	'autolink',
	'characterReference',
	'codeText',
	'hardBreakEscape',
	'htmlText',
	'labelEnd',
	'labelStartImage',
	'labelStartLink'
];

const markdown = () => unified().use(remarkParse).use(remarkGfm, { singleTilde: false });
const lesson = markdown().use(remarkDirective).use(withoutSecondSearch).freeze();
const post = markdown().use(withoutSecondSearch).freeze();
const blocksOnly = markdown().use(remarkDirective).use(withoutWords).freeze();

/** CommonMark + GFM, with directives for lessons. */
export function markdownTree(source: string, profile: Profile): Root {
	return (profile === 'lesson' ? lesson : post).parse(source);
}

export interface Span {
	start: number;
	end: number;
}

const span = (node: Nodes): Span => ({
	start: node.position?.start.offset ?? 0,
	end: node.position?.end.offset ?? 0
});

/** Where words stand in a source, in order: paragraphs, headings, and tables with their cells as parts. */
export function leaves(source: string): (Span & { line: number; parts: Span[] })[] {
	const out: (Span & { line: number; parts: Span[] })[] = [];
	const stack: Nodes[] = [blocksOnly.parse(source)];
	for (let node = stack.pop(); node; node = stack.pop()) {
		const line = node.position?.start.line ?? 1;
		if (node.type === 'paragraph' || node.type === 'heading') {
			out.push({ ...span(node), line, parts: [span(node)] });
		} else if (node.type === 'table') {
			out.push({ ...span(node), line, parts: node.children.flatMap((row) => row.children.map(span)) });
		} else if ('children' in node) stack.push(...node.children.toReversed());
	}
	return out;
}
