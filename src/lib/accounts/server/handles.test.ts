import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkHandle, handleKey, suggestHandle } from './handles.ts';

describe('handles', () => {
	test('a suggestion is always usable, and hardly ever the same', () => {
		const many = Array.from({ length: 2000 }, suggestHandle);
		expect(many.map(checkHandle).filter(Boolean)).toEqual([]);
		expect(new Set(many).size).toBeGreaterThan(1990);
	});

	test.each([
		['teal-heron-482'],
		['Zoë'],
		['нина-17'],
		['سلمى-٤٨٢'],
		['نازنین'],
		['अनिता'],
		['မြသန္တာ'],
		['ሰላም'],
		['さくら桜カ'],
		['Ñandú']
	])('%s is a handle', (handle) => {
		expect(checkHandle(handle)).toBeNull();
	});

	test.each([
		['', 'short'],
		['ab', 'short'],
		['a'.repeat(31), 'long'],
		['two words', 'characters'],
		['-edge', 'characters'],
		['edge-', 'characters'],
		['a--b', 'characters'],
		['482', 'characters'],
		['<b>bold</b>', 'characters'],
		['a@b.org', 'characters'],
		['ab\u202Ecd', 'characters'],
		['ab\u2066cd', 'characters'],
		['zero\u200Bwidth', 'characters'],
		['line\nbreak', 'characters'],
		['z\u0301\u0302\u0303\u0304\u0305algo', 'characters'],
		['pаypal', 'mixed'],
		['αlpha', 'mixed'],
		['admin', 'taken'],
		['Аdmin'.replace('А', 'A') + 'istrator', 'taken'],
		['kаdе'.replace(/[kd]/g, (c) => (c === 'k' ? 'к' : 'ԁ')), 'taken']
	])('%j is refused: %s', (handle, problem) => {
		expect(checkHandle(handle)).toBe(problem);
	});

	test.each([
		['teal-heron-482', 'Teal Heron 482'],
		['teal-heron-482', 'tealheron٤٨٢'],
		['ole', '0Ie'],
		['ape', 'аре'],
		['Zoë', 'ZOE'],
		['café', 'cafe\u0301'],
		['سلمى', 'سلمي'],
		['نازنین', 'نازنين'],
		['ﬁnch', 'finch']
	])('%s and %s are one handle', (one, other) => {
		expect(handleKey(other)).toBe(handleKey(one));
	});

	test('different suggestions stay different people', () => {
		const many = new Set(Array.from({ length: 5000 }, suggestHandle));
		// 0/o and 1/l/i fold, so a few of five thousand may meet; many would mean the fold is too coarse.
		expect(new Set([...many].map(handleKey)).size).toBe(many.size);
	});

	test('never throws, is stable under itself, and an accepted handle is safe to print', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
				expect(handleKey(handleKey(text))).toBe(handleKey(text));
				if (checkHandle(text) === null) expect(text.normalize('NFKC')).not.toMatch(/[\p{C}\p{Z}<>&"']/u);
			}),
			{ numRuns: 3000 }
		);
	});
});
