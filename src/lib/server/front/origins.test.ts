import { describe, expect, test } from 'vitest';
import { knownOrigins, originChooser } from './origins.ts';

describe('the origins this server answers to', () => {
	test('are the names of this machine when none is set', () => {
		expect(knownOrigins(undefined, 3000)).toEqual([
			'http://127.0.0.1:3000',
			'http://localhost:3000',
			'http://[::1]:3000'
		]);
	});

	test('can be several, and lose paths', () => {
		expect(knownOrigins('https://learn.example/, http://abc.onion', 3000)).toEqual([
			'https://learn.example',
			'http://abc.onion'
		]);
	});

	test.each(['learn.example', 'ftp://learn.example', 'javascript:alert(1)'])('refuse %s', (setting) => {
		expect(() => knownOrigins(setting, 3000)).toThrow(TypeError);
	});
});

describe('the origin of a request', () => {
	const origins = ['https://learn.example', 'http://abc.onion'];

	test('is the known one the Host header names, else the main one', () => {
		const of = originChooser(origins, false);
		expect(of({ host: 'abc.onion' })).toBe('http://abc.onion');
		expect(of({ host: 'evil.example' })).toBe('https://learn.example');
		expect(of({})).toBe('https://learn.example');
	});

	const claim = { host: 'inner:3000', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'other.example' };

	test('asvs:4.1.3 is never what a stranger claims', () => {
		expect(originChooser(origins, false)(claim)).toBe('https://learn.example');
	});

	test('is what the proxy says when the operator trusts it, if it is an address at all', () => {
		const of = originChooser(origins, true);
		expect(of(claim)).toBe('https://other.example');
		expect(of({ ...claim, 'x-forwarded-proto': 'javascript' })).toBe('https://learn.example');
		expect(of({ ...claim, 'x-forwarded-host': 'a/b@c' })).toBe('https://learn.example');
	});
});
