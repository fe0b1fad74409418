import type { Root } from 'mdast';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified, type Processor } from 'unified';
import type { Profile } from './tree.ts';

/**
 * GFM finds bare addresses twice: in the source, where `\` stops it, and once more in the finished
 * text, where nothing can. The second search is removed, so that text can always be written as text.
 */
function withoutSecondSearch(this: Processor): void {
	const data = this.data() as { fromMarkdownExtensions?: unknown[] };
	for (const extension of (data.fromMarkdownExtensions ?? []).flat()) {
		if (extension && typeof extension === 'object') delete (extension as { transforms?: unknown }).transforms;
	}
}

const markdown = () => unified().use(remarkParse).use(remarkGfm, { singleTilde: false });
const lesson = markdown().use(remarkDirective).use(withoutSecondSearch).freeze();
const post = markdown().use(withoutSecondSearch).freeze();

/** CommonMark + GFM, with directives for lessons. */
export function markdownTree(source: string, profile: Profile): Root {
	return (profile === 'lesson' ? lesson : post).parse(source);
}
