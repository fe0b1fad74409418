import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postHtml } from './post-html.ts';

/** Ways in which words have become code elsewhere. */
const ATTACKS = [
	'<script>alert(1)</script>',
	'<img src=x onerror=alert(1)>',
	'<svg/onload=alert(1)>',
	'<a href="javascript:alert(1)">x</a>',
	'[x](javascript:alert(1))',
	'[x](JaVaScRiPt:alert(1))',
	'[x](java\nscript:alert(1))',
	'[x](&#106;avascript:alert(1))',
	'[x](data:text/html,<script>alert(1)</script>)',
	'[x](vbscript:x)',
	'[x](//evil.example)',
	'[x](/\\evil.example)',
	'[x](https://kade.example@evil.example)',
	'[x][y]\n\n[y]: javascript:alert(1)',
	'<javascript:alert(1)>',
	'![x](https://evil.example/pixel.png)',
	'![x](/assets/a.svg"onerror="alert(1))',
	'[x](https://a.example "onmouseover=alert(1)")',
	'[x](https://a.example/"onmouseover="alert(1))',
	'`<script>`',
	'```"><script>alert(1)\n</script>\n```',
	'|<img src=x onerror=alert(1)>|\n|-|\n|<iframe>|',
	'<!--><script>alert(1)</script>',
	'<style>*{display:none}</style>',
	'<form action=https://evil.example><input name=p>',
	':::quiz{#q}\n- [x] a\n:::',
	'::field{#f label="<b>"}',
	':contact{ref="x"}',
	'{@html "<b>"} {process.env}',
	'[^1]\n\n[^1]: <script>',
	'<base href=https://evil.example>',
	'# <b>x</b> {onclick=alert(1)}',
	'&lt;script&gt;alert(1)&lt;/script&gt;',
	'\u0000<scr\u0000ipt>'
];

const TAGS = /^\/?(p|strong|em|del|code|pre|br|a|ul|ol|li|blockquote|hr|div|table|thead|tbody|tr|th|td)$/;
const ATTRIBUTES = /^(href|rel|class|start|scope|tabindex|dir|data-language|role|aria-label)$/;

/** Every tag and attribute of the HTML that is not one a post may have. */
function strange(html: string): string[] {
	const found: string[] = [];
	const bare = html.replace(
		/<(\/?[a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)>/g,
		(_, tag: string, attributes: string) => {
			if (!TAGS.test(tag)) found.push(tag);
			for (const [, name, value] of attributes.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
				if (!ATTRIBUTES.test(name!)) found.push(name!);
				if (name === 'href' && !/^(https?:\/\/[^/?#@]+([/?#]|$)|mailto:|~\/(?![/\\])|#)/.test(value!))
					found.push(value!);
			}
			return '';
		}
	);
	if (/[<>]/.test(bare)) found.push(bare);
	return found;
}

describe('asvs:1.2.2 asvs:1.3.5 the HTML of a post', () => {
	it.each(ATTACKS)('holds no markup of its author: %j', (attack) => {
		for (const around of ['%', '**%**', '> %', '- %', '[%](https://a.example)', '| a |\n| - |\n| % |'])
			expect(
				strange(
					postHtml(
						around.replace('%', () => attack),
						'en'
					)
				)
			).toEqual([]);
	});

	it('holds no markup of its author, whatever is typed', () => {
		const pieces = fc.constantFrom(
			...ATTACKS,
			'[',
			'](',
			')',
			'*',
			'`',
			'<',
			'>',
			'"',
			"'",
			'\n',
			'\n\n',
			'|',
			'&',
			'- ',
			'\\'
		);
		const typed = fc.array(fc.oneof(pieces, fc.string({ unit: 'grapheme' })), { maxLength: 12 });
		fc.assert(
			fc.property(typed, (parts) => {
				expect(strange(postHtml(parts.join(''), 'en'))).toEqual([]);
			})
		);
	});

	it('ends a line where its author did', () => {
		expect(postHtml('one\ntwo\n\nthree', 'en')).toBe('<p>one<br>two</p><p>three</p>');
		expect(postHtml('- one\n- two', 'en')).toBe('<ul class="dots"><li>one</li><li>two</li></ul>');
	});

	it('shows images and elements of lessons as the words they were', () => {
		expect(postHtml('![map](/assets/map.svg)', 'en')).not.toContain('<img');
		expect(postHtml(':::callout{kind="danger"}\nx\n:::', 'en')).not.toContain('<aside');
	});
});
