import { escapeHtml as e } from './escape-html.ts';
import type { Inline } from './tree.ts';
import type { LessonWords } from './view.ts';

/** What one rendering knows: the words of the interface, and which footnotes it has linked from. */
export interface Rendering {
	words: LessonWords;
	/** Null where calls get no anchor to come back to, as in feedback. */
	called: Set<string> | null;
}

const TAGS = { emphasis: 'em', strong: 'strong', delete: 'del' } as const;

/** Inline nodes as phrasing content. Addresses of this site begin with `~/`: the page puts the locale there. */
export function phrasing(nodes: readonly Inline[], to: Rendering): string {
	return nodes.map((node) => one(node, to)).join('');
}

function one(node: Inline, to: Rendering): string {
	switch (node.type) {
		case 'text':
			return e(node.value);
		case 'emphasis':
		case 'strong':
		case 'delete':
			return `<${TAGS[node.type]}>${phrasing(node.children, to)}</${TAGS[node.type]}>`;
		case 'code':
			return `<code>${e(node.value)}</code>`;
		case 'break':
			return '<br>';
		case 'link':
			return `<a ${target(node.href)}>${phrasing(node.children, to)}</a>`;
		case 'term':
			return `<a class="term" href="~/glossary#${e(node.ref)}">${phrasing(node.children, to)}</a>`;
		case 'contact':
			return `<a class="contact" href="~/help#${e(node.ref)}">${e(to.words.contact(node.ref))}</a>`;
		case 'slot':
			return `<span class="slot">${phrasing(node.children, to)}</span>`;
		case 'footnote': {
			const first = to.called !== null && !to.called.has(node.ref);
			to.called?.add(node.ref);
			const id = first ? ` id="ref_${e(node.ref)}"` : '';
			return `<sup><a class="footnote"${id} href="#note_${e(node.ref)}">${e(node.ref)}</a></sup>`;
		}
	}
}

function target(href: string): string {
	if (href.startsWith('/')) return `href="~${e(href)}"`;
	return href.startsWith('#') ? `href="${e(href)}"` : `href="${e(href)}" rel="noreferrer noopener"`;
}
