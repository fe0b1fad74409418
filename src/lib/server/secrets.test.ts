import { describe, expect, test } from 'vitest';
import { fingerprint, newId, randomWord, sameFingerprint } from './secrets.ts';

describe('random words', () => {
	test('have the length asked for, from letters that are not mistaken for each other', () => {
		for (const length of [0, 1, 16, 200]) expect(randomWord(length)).toHaveLength(length);
		expect(randomWord(5000)).toMatch(/^[0-9a-hjkmnp-tv-z]+$/);
	});

	test('use every letter about equally often', () => {
		const counts = new Map<string, number>();
		for (const letter of randomWord(32_000)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
		expect(counts.size).toBe(32);
		// A thousand each; eight standard deviations are never reached by chance.
		for (const [letter, count] of counts) expect(Math.abs(count - 1000), letter).toBeLessThan(250);
	});

	test('do not repeat and do not grow: an id tells neither how many there are nor when it was made', () => {
		const ids = Array.from({ length: 2000 }, () => newId());
		expect(new Set(ids).size).toBe(2000);
		expect(new Set(ids.map((id) => id.length))).toEqual(new Set([16]));
		const rises = ids.slice(1).filter((id, i) => id > (ids[i] ?? '')).length;
		expect(rises).toBeGreaterThan(800);
		expect(rises).toBeLessThan(1200);
	});
});

describe('fingerprints', () => {
	test('are SHA-256 in hex', () => {
		expect(fingerprint('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
	});

	test('are the same only for the same secret, whatever their lengths', () => {
		const one = fingerprint('one');
		expect(sameFingerprint(one, fingerprint('one'))).toBe(true);
		for (const other of [fingerprint('two'), '', one.slice(1), `${one}0`, one.toUpperCase()])
			expect(sameFingerprint(one, other)).toBe(false);
		// The same number of letters, another number of bytes.
		expect(sameFingerprint('aé', 'abc')).toBe(false);
	});
});
