import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answers, blocksHtml, inlineHtml, outline, segments } from './html.ts';
import { parseLesson } from './parse.ts';
import { anySource, SAMPLE, settings } from './sources.fixture.ts';
import { fault } from './strict-html.fixture.ts';
import type { LessonWords } from './view.ts';

const words: LessonWords = {
	callout: { tip: 'Tip', care: 'Take care', danger: 'Danger <now>', story: 'A "story"' },
	table: "Table's box",
	footnotes: 'Notes',
	backToText: 'Back',
	contact: (ref) => `Help & ${ref}`
};
const html = (source: string, profile?: 'post') =>
	blocksHtml(parseLesson(source, profile).lesson.children, words);

/** Every string of HTML in a lesson's segments and answers. */
function allHtml(source: string, profile?: 'post'): string[] {
	const { lesson } = parseLesson(source, profile);
	const out: string[] = [];
	const gather = (value: unknown, key = ''): void => {
		if (typeof value === 'string') {
			if (['html', 'prompt', 'intro'].includes(key) || key.startsWith('feedback')) out.push(value);
		} else if (value && typeof value === 'object') {
			for (const [name, child] of Object.entries(value))
				gather(child, key === 'feedback' ? 'feedback-of' : Array.isArray(value) ? key : name);
		}
	};
	gather(segments(lesson.children, words));
	gather(answers(lesson, words));
	return out;
}

test.each(['lesson', 'post'] as const)(
	'asvs:1.3.1 asvs:1.3.5 only our tags and checked addresses, whatever the source (%s)',
	(profile) => {
		fc.assert(
			fc.property(anySource, (source) => {
				for (const part of allHtml(source, profile === 'post' ? 'post' : undefined))
					expect(fault(part)).toBeNull();
			}),
			settings()
		);
	},
	3_600_000
);

describe('asvs:1.2.2 attacks', () => {
	test.each([
		'[a](javascript:alert(1))',
		'[a](JaVaScRiPt:alert(1))',
		'[a](java\tscript:alert(1))',
		'[a](&#106;avascript:alert(1))',
		'[a](javascript&colon;alert(1))',
		'[a](<java&#10;script:alert(1)>)',
		'[a](\u0001javascript:alert(1))',
		'[a](data:text/html;base64,PHNjcmlwdD4=)',
		'[a](vbscript:x)',
		'[a](//evil.com)',
		'[a](/\\evil.com)',
		'[a](/&#92;evil.com)',
		'[a](/&Tab;/evil.com)',
		'[a](https:/\\evil.com)',
		'[a](https:evil.com)',
		'[a](https://good.org@evil.com)',
		'[a](https://evil.com/\u202egro.doog)',
		'[a](file:///etc/passwd)',
		'[a](blob:https://a/b)',
		'[a]: javascript:alert(1)\n\n[a]',
		'<javascript:alert(1)>',
		'<a href="javascript:alert(1)">a</a>',
		'<img src=x onerror=alert(1)>',
		'<svg><script>alert(1)</script></svg>',
		'![a](javascript:alert(1))',
		'![a](/assets/../../etc/passwd)',
		'![a](//evil.com/a.png)',
		'![a" onerror="alert(1)](/assets/a.png)',
		'[a](https://b.c/"onmouseover="alert(1))',
		"[a](https://b.c/'onmouseover='alert(1))",
		'```"><script>\na\n```',
		'## a {#"><script>}',
		':term[a]{ref="\\"><script>"}',
		':slot[<script>]{name="a"}',
		':::details{summary="<script>"}\na\n:::',
		':::callout{kind="tip\\" onclick=\\"x"}\na\n:::',
		'| <script> |\n| - |\n| " onclick=" |',
		'[^"><script>]\n\n[^"><script>]: a'
	])('%s is harmless', (source) => {
		const all = allHtml(source);
		expect(all).not.toEqual([]);
		for (const part of all) {
			expect(fault(part)).toBeNull();
			expect(part).not.toMatch(/href="(?!~\/|#|https:\/\/b\.c\/)/);
		}
	});

	test('the sequence the page replaces cannot be typed', () => {
		const source = 'href="~/help" src="~assets/a" `href="~/x"`\n\n[a](https://b.c/href="~/x)';
		expect(html(source)).not.toContain('href="~/');
		expect(html(source)).not.toContain('src="~assets');
	});

	test('the checker itself finds what must not pass', () => {
		for (const bad of [
			'<script>',
			'<p onclick="a">b</p>',
			'<a href="javascript:a">b</a>',
			'<a href="https://a.b">b</a>',
			'<p><p>a</p></p>',
			'<p>a',
			'a < b',
			'<img src="~assets/../a" alt="b">',
			'&nbsp;'
		]) {
			expect(fault(bad)).not.toBeNull();
		}
	});
});

test('links, terms, contacts and slots', () => {
	expect(html('[a](/help) [b](https://c.d) [e](#f)')).toBe(
		'<p><a href="~/help">a</a> <a href="https://c.d" rel="noreferrer noopener">b</a> <a href="#f">e</a></p>'
	);
	expect(html(':term[*w*]{ref="r"} :contact{ref="c"} :slot[s]{name="n"}')).toBe(
		'<p><a class="term" href="~/glossary#r"><em>w</em></a> <a class="contact" href="~/help#c">Help &amp; c</a> <span class="slot">s</span></p>'
	);
});

test('blocks', () => {
	expect(html(':::callout{kind="danger"}\na\n:::')).toBe(
		'<aside class="note danger"><p class="note-title">Danger &lt;now&gt;</p><p>a</p></aside>'
	);
	expect(html('![a](/assets/b/c.svg "d")')).toBe(
		'<figure><img src="~assets/b/c.svg" alt="a" loading="lazy"><figcaption>d</figcaption></figure>'
	);
	expect(html('- a\n- [x] b\n- [ ] c\n\n3. d\n\n   e')).toBe(
		'<ul class="dots"><li>a</li><li class="done">b</li><li class="todo">c</li></ul><ol start="3"><li><p>d</p><p>e</p></li></ol>'
	);
	expect(html(':::steps\n1. a\n2. b\n:::')).toBe('<ol class="steps"><li>a</li><li>b</li></ol>');
	expect(html('| a | b |\n| - | -: |\n| c |')).toBe(
		'<div class="scroll" role="region" aria-label="Table&#39;s box" tabindex="0"><table><thead><tr><th scope="col">a</th><th scope="col" class="right">b</th></tr></thead><tbody><tr><td>c</td><td class="right"></td></tr></tbody></table></div>'
	);
});

test('a footnote is linked both ways, once', () => {
	const made = html('a[^x] b[^x]\n\n[^x]: c');
	expect(made.match(/id="ref_1"/g)).toHaveLength(1);
	expect(made).toContain('<li id="note_1"><p>c</p><p><a class="back" href="#ref_1">Back</a></p></li>');
});

describe('segments', () => {
	const { lesson } = parseLesson(SAMPLE);
	const made = segments(lesson.children, words);

	test('are runs of HTML between acting blocks', () => {
		expect(made.map((one) => ('html' in one ? 'html' : one.block.type))).toEqual(
			'html scenario html quiz exercise grounding reflection discussion checklist html'.split(' ')
		);
	});

	test('never hold answers or feedback, nor do their JSON', () => {
		const source = ':::quiz{#q}\nAsk\n\n- [x] Yes\n  > SECRET one\n- [ ] No\n  > SECRET two\n:::\n';
		const broken = [
			source.replace('{#q}', ''),
			source.replace(/^/gm, '> '),
			source.replace('{#q}', '{#q kind="match"}')
		];
		for (const text of [
			source,
			...broken,
			`${source}\n${source}`,
			`:::facilitator\n${source.replaceAll(':::', '::::')}\n:::`
		]) {
			const json = JSON.stringify(segments(parseLesson(text).lesson.children, words));
			expect(json).not.toMatch(/SECRET|right|feedback|todo|done/);
		}
		const quiz = made.find((one) => 'block' in one && one.block.type === 'quiz');
		expect(quiz).toMatchObject({ block: { id: 'q-first', kind: 'single' } });
		expect(JSON.stringify(made)).not.toContain('it is new, and it comes closer. There may be');
	});

	test('answers hold them, by quiz and choice', () => {
		const all = answers(lesson, words);
		expect(Object.keys(all)).toEqual(['q-first']);
		expect(all['q-first']).toMatchObject({ kind: 'single', right: ['c'], choices: ['a', 'b', 'c', 'd'] });
		expect(all['q-first']?.feedback.c).toMatch(/^<p>Yes\. It is about you/);
	});
});

test('an outline lists the headings with their ids', () => {
	expect(outline(parseLesson(SAMPLE).lesson)).toEqual([
		{ id: 'three-words', depth: 2, text: 'Three words' },
		{ id: 'what-to-note', depth: 2, text: 'What to note' },
		{ id: 'which-sign-first', depth: 2, text: 'Which sign first?' }
	]);
});

test('inline HTML of text is escaped', () => {
	expect(inlineHtml([{ type: 'text', value: `<&>"'` }], words)).toBe('&lt;&amp;&gt;&quot;&#39;');
});
