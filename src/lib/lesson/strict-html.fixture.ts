import { assetAllowed, hrefAllowed } from './links.ts';

const ID = /^[\p{L}\p{M}\p{N}_-]+$/u;
const unescape = (value: string) =>
	value.replace(
		/&(amp|lt|gt|quot|#39);/g,
		(_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? ''
	);
const href = (value: string) => hrefAllowed(value.startsWith('~/') ? value.slice(1) : value);

type Check = (value: string) => boolean;
const TEXT: Check = () => true;
const NONE: Record<string, Check> = {};
const oneOf =
	(...values: string[]): Check =>
	(value) =>
		values.includes(value);
const side = { class: oneOf('left', 'right', 'center') };
const id: Check = (value) => ID.test(value);

/** Every tag that may appear, with its attributes. */
const TAGS: Record<string, Record<string, Check>> = {
	p: { class: oneOf('note-title') },
	h2: { id },
	h3: { id },
	h4: { id },
	em: NONE,
	strong: NONE,
	del: NONE,
	code: NONE,
	sup: NONE,
	br: NONE,
	hr: NONE,
	a: { href, rel: oneOf('noreferrer noopener'), class: oneOf('term', 'contact', 'footnote', 'back'), id },
	span: { class: oneOf('slot') },
	ul: { class: oneOf('dots') },
	ol: { class: oneOf('steps'), start: (value) => /^\d{1,9}$/.test(value) },
	li: { class: oneOf('todo', 'done'), id },
	blockquote: NONE,
	pre: {
		tabindex: oneOf('0'),
		dir: oneOf('ltr'),
		'data-language': (value) => /^[\w+#.-]{1,20}$/.test(value)
	},
	div: { class: oneOf('scroll'), role: oneOf('region'), 'aria-label': TEXT, tabindex: oneOf('0') },
	table: NONE,
	thead: NONE,
	tbody: NONE,
	tr: NONE,
	th: { scope: oneOf('col'), ...side },
	td: side,
	section: { class: oneOf('footnotes'), 'aria-label': TEXT },
	figure: NONE,
	figcaption: NONE,
	img: {
		src: (value) => value.startsWith('~assets/') && assetAllowed(value.replace('~', '/')),
		alt: (v) => v !== '',
		loading: oneOf('lazy')
	},
	aside: { class: oneOf('note tip', 'note care', 'note danger', 'note story') },
	details: NONE,
	summary: NONE
};
const VOID = new Set(['br', 'hr', 'img']);
const PHRASING = new Set(['em', 'strong', 'del', 'code', 'sup', 'br', 'a', 'span']);
/** What holds words only. */
const LINES = new Set([
	'p',
	'h2',
	'h3',
	'h4',
	'em',
	'strong',
	'del',
	'code',
	'sup',
	'a',
	'span',
	'th',
	'td',
	'summary',
	'figcaption',
	'pre'
]);

/** Reads HTML as we write it, and returns the first thing that should not be there, or null. */
export function fault(html: string): string | null {
	const open: string[] = [];
	const token = /<(\/?)([a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)>|([^<>"']+)/gy;
	while (token.lastIndex < html.length) {
		const at = token.lastIndex;
		const found = token.exec(html);
		if (!found) return `not ours: ${html.slice(at, at + 40)}`;
		const [, close, name = '', attributes = '', text] = found;
		if (text !== undefined) {
			if (/&(?!amp;|lt;|gt;|quot;|#39;)/.test(text)) return `bare &: ${text}`;
			continue;
		}
		if (close) {
			if (open.pop() !== name) return `closes ${name}`;
			continue;
		}
		const allowed = Object.hasOwn(TAGS, name) ? TAGS[name] : undefined;
		if (!allowed) return `tag ${name}`;
		const parent = open.at(-1);
		if (parent && LINES.has(parent) && !PHRASING.has(name)) return `${name} in ${parent}`;
		if (name === 'a' && open.includes('a')) return 'a in a';
		for (const [, key = '', value = ''] of attributes.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
			if (!allowed[key]?.(unescape(value))) return `${name} ${key}=${value}`;
		}
		const external = name === 'a' && /href="(https?|mailto):/i.test(attributes);
		if (external && !attributes.includes('rel="noreferrer noopener"')) return `no rel: ${attributes}`;
		if (!VOID.has(name)) open.push(name);
	}
	return open.length ? `never closed: ${open.join(' ')}` : null;
}
