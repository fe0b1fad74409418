import fc from 'fast-check';
import { expect, it } from 'vitest';
import { whereToGoOn } from './tide.ts';

const lessons = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
const on = (done: string[], place: string | null) => whereToGoOn(lessons, new Set(done), place)?.id ?? null;

it('goes on where she stopped, also when she jumped ahead', () => {
	expect(on([], null)).toBe('a');
	expect(on([], 'c')).toBe('c');
	expect(on(['c'], 'c')).toBe('d');
	expect(on(['a'], 'a')).toBe('b');
});

it('comes back to what was left out before it says that all is done', () => {
	expect(on(['c', 'd'], 'd')).toBe('a');
	expect(on(['a', 'b', 'c', 'd'], 'd')).toBeNull();
});

it('never sends her to a lesson that is done, and never says done too early', () => {
	fc.assert(
		fc.property(
			fc.subarray(['a', 'b', 'c', 'd']),
			fc.constantFrom('a', 'b', 'c', 'd', 'gone', null),
			(done, place) => {
				const next = on(done, place);
				if (next === null) expect(done).toHaveLength(4);
				else expect(done).not.toContain(next);
			}
		)
	);
});
