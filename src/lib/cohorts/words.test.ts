import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manyLines, oneLine } from './words.ts';

describe('words as typed', () => {
	it('cannot turn or break the line they stand in', () => {
		expect(oneLine('  Harbour\u202e\u0000 \n group ')).toBe('Harbour group');
	});

	it('keep what languages need: joiners, accents, marks of direction', () => {
		const persian = 'می\u200cخواهم';
		expect(oneLine(persian)).toBe(persian);
		expect(manyLines('naïve\u200f')).toBe('naïve\u200f');
	});

	it('keep paragraphs, whatever a browser uses for line ends', () => {
		expect(manyLines('one\r\n\r\ntwo\rthree\u0000')).toBe('one\n\ntwo\nthree');
	});

	it('can always be stored and are stable when sent again', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (typed) => {
				const once = manyLines(typed);
				expect(once.isWellFormed()).toBe(true);
				expect(once).not.toContain('\0');
				expect(manyLines(once)).toBe(once);
			})
		);
	});
});
