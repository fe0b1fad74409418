import { escapeHtml as e } from './escape-html.ts';
import { phrasing, type Rendering } from './inline-html.ts';
import type { Block, Plain } from './tree.ts';

/** Blocks as flow content. An acting block has no place in plain HTML: it is left out, with its answers. */
export function flow(blocks: readonly Block[], to: Rendering): string {
	return blocks.map((block) => one(block, to)).join('');
}

function one(block: Block, to: Rendering): string {
	switch (block.type) {
		case 'paragraph':
			return `<p>${phrasing(block.children, to)}</p>`;
		case 'heading':
			return `<h${block.depth} id="${e(block.id)}">${phrasing(block.children, to)}</h${block.depth}>`;
		case 'list':
			return list(block, to);
		case 'quote':
			return `<blockquote>${flow(block.children, to)}</blockquote>`;
		case 'code-block': {
			const language = block.language ? ` data-language="${e(block.language)}"` : '';
			return `<pre tabindex="0" dir="ltr"${language}><code>${e(block.value)}</code></pre>`;
		}
		case 'table':
			return table(block, to);
		case 'rule':
			return '<hr>';
		case 'footnotes':
			return footnotes(block, to);
		case 'figure': {
			const caption = block.caption ? `<figcaption>${e(block.caption)}</figcaption>` : '';
			const image = `<img src="~${e(block.src.slice(1))}" alt="${e(block.alt)}" loading="lazy">`;
			return `<figure>${image}${caption}</figure>`;
		}
		case 'callout': {
			const title = `<p class="note-title">${e(to.words.callout[block.kind])}</p>`;
			return `<aside class="note ${block.kind}">${title}${flow(block.children, to)}</aside>`;
		}
		case 'details':
			return `<details><summary>${e(block.summary)}</summary>${flow(block.children, to)}</details>`;
		case 'steps':
			return `<ol class="steps">${block.items.map((item) => `<li>${lean(item, to)}</li>`).join('')}</ol>`;
		default:
			return '';
	}
}

function list(block: Extract<Plain, { type: 'list' }>, to: Rendering): string {
	const items = block.items.map(({ checked, children }) => {
		const mark = checked === null ? '' : ` class="${checked ? 'done' : 'todo'}"`;
		return `<li${mark}>${lean(children, to)}</li>`;
	});
	if (block.start === null) return `<ul class="dots">${items.join('')}</ul>`;
	const start = block.start === 1 ? '' : ` start="${Math.trunc(block.start)}"`;
	return `<ol${start}>${items.join('')}</ol>`;
}

/** An item of one paragraph, perhaps with lists under it, needs no `<p>`. */
function lean(children: readonly Block[], to: Rendering): string {
	const [first, ...rest] = children;
	if (first?.type !== 'paragraph' || rest.some((block) => block.type !== 'list')) return flow(children, to);
	return phrasing(first.children, to) + flow(rest, to);
}

const SIDES = { left: ' class="left"', right: ' class="right"', center: ' class="center"' };

function table(block: Extract<Plain, { type: 'table' }>, to: Rendering): string {
	const side = (i: number) => {
		const align = block.align[i];
		return align ? SIDES[align] : '';
	};
	const head = block.head.map((cell, i) =>
		cell.length ? `<th scope="col"${side(i)}>${phrasing(cell, to)}</th>` : `<td${side(i)}></td>`
	);
	const rows = block.rows.map(
		(row) => `<tr>${row.map((cell, i) => `<td${side(i)}>${phrasing(cell, to)}</td>`).join('')}</tr>`
	);
	const body = rows.length ? `<tbody>${rows.join('')}</tbody>` : '';
	const inner = `<table><thead><tr>${head.join('')}</tr></thead>${body}</table>`;
	return `<div class="scroll" role="region" aria-label="${e(to.words.table)}" tabindex="0">${inner}</div>`;
}

function footnotes(block: Extract<Plain, { type: 'footnotes' }>, to: Rendering): string {
	const items = block.notes.map(({ ref, children }) => {
		const text = flow(children, to);
		const called = to.called?.has(ref) ?? false;
		const back = called ? `<p><a class="back" href="#ref_${e(ref)}">${e(to.words.backToText)}</a></p>` : '';
		return `<li id="note_${e(ref)}">${text}${back}</li>`;
	});
	const title = e(to.words.footnotes);
	return `<section class="footnotes" aria-label="${title}"><ol>${items.join('')}</ol></section>`;
}
