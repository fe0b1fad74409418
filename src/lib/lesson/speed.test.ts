import { expect, test } from 'vitest';
import { parseLesson } from './parse.ts';

/** Fills up to a length with one piece. */
const fill = (piece: string) => (length: number) =>
	piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const after = (start: string, piece: string) => (length: number) => start + fill(piece)(length);
const counted = (piece: (i: number) => string) => (length: number) => {
	let out = '';
	for (let i = 0; out.length < length; i++) out += piece(i);
	return out;
};

/** Where parsers of CommonMark, GFM and directives are known, or were found, to be quadratic or worse. */
const HARD: Record<string, (length: number) => string> = {
	'open brackets': fill('['),
	'close brackets': fill(']'),
	'nested brackets': (n) => '['.repeat(n / 2) + ']'.repeat(n / 2),
	'open links': fill('[a]('),
	'open link titles': fill('[a](b "'),
	'open images': fill('!['),
	'emphasis that never closes': fill('*a **a '),
	'emphasis that only closes': fill('a* '),
	'stars in words': fill('a*'),
	'stars and underscores': fill('*a_ '),
	'runs of three': fill('a***b**c*'),
	'growing runs of backticks': counted((i) => `e${'`'.repeat(i)}`),
	'open comments': fill('<!--a'),
	'open instructions': fill('a<?'),
	'open declarations': fill('a<!A'),
	'open tags': fill('<a b="'),
	'open directive labels': fill(':a['),
	'nested directive labels': (n) => ':a['.repeat(n / 4) + ']'.repeat(n / 4),
	'open directive attributes': fill(':a{b="'),
	'many attributes': after(':a{', 'b=c '),
	colons: fill('a:b '),
	'addresses with entities': after('www.a', '&a;'),
	addresses: fill('http://a.b '),
	'mail addresses': fill('a@b.c '),
	'escaped marks': fill('\\*'),
	references: after('[a]: /u\n\n', '[a] '),
	definitions: counted((i) => `[${i}]: /b\n`),
	'open definitions': fill('[a]: b "\n'),
	footnotes: counted((i) => `[^${i}]: b\n\n[^${i}]\n\n`),
	'table rows': after('|a|\n|-|\n', '|b|\n'),
	'table columns': (n) => `${fill('|a')(n / 2)}|\n${fill('|-')(n / 2)}|\n`,
	'quotations in one line': fill('>'),
	quotations: fill('> a\n\n'),
	'lines that lean on a quotation': after('> a\n', 'a\n'),
	'quotations and lines': fill('a\n> b\n'),
	'lists in quotations': fill('> - a\n\n'),
	'lists in one line': fill('- '),
	'numbered lists in one line': fill('1. '),
	'list items': fill('- a\n'),
	'deeper and deeper lists': counted((i) => `${' '.repeat((i % 200) * 2)}- a\n`),
	'open elements': fill(':::a\n'),
	'elements in elements': (n) => counted((i) => `${':'.repeat(Math.max(3, 200 - i))}a\n`)(n),
	'deep elements with much inside': (n) =>
		Array.from({ length: 20 }, (_, i) => `${':'.repeat(25 - i)}a\n`).join('') + fill('b\n\n')(n),
	'underlined headings': fill('a\n=\n'),
	headings: fill('# a #\n'),
	'hard breaks': fill('a\\\n'),
	fences: fill('> ```\n'),
	'one paragraph of lines': fill('a\n'),
	'one long word': fill('a')
};

const SMALL = 8_000;
const LARGE = 32_000;

/** Milliseconds of this thread's own work, so that a busy machine does not count. */
function time(source: string): number {
	const begin = process.threadCpuUsage();
	parseLesson(source);
	const { user, system } = process.threadCpuUsage(begin);
	return (user + system) / 1000;
}

// Linear means a ratio of 4. Quadratic would be 16; what is quick anyway is not compared.
test.each(Object.entries(HARD))(
	'%s',
	(_, make) => {
		const large = make(LARGE);
		time(make(SMALL));
		const small = Math.min(time(make(SMALL)), time(make(SMALL)));
		const long = Math.min(time(large), time(large));
		expect(long).toBeLessThan(Math.max(800, 10 * small));
	},
	120_000
);

// Tests run the development build of the Markdown parser; the one that is shipped stays under a second here.
test('the longest source that is read is read in seconds at worst', () => {
	const all = Object.values(HARD).map((make) => time(make(65_000)));
	expect(Math.max(...all)).toBeLessThan(15_000);
	expect(all.reduce((sum, one) => sum + one, 0) / all.length).toBeLessThan(1000);
}, 120_000);
