import fc from 'fast-check';
import { expect, test } from 'vitest';
import { internalPath } from './next.ts';

test.each([
	['/ar/my', '/ar/my'],
	['/en/cohorts/abc?page=2', '/en/cohorts/abc?page=2'],
	['/en', '/en']
])('%s is ours', (next, path) => {
	expect(internalPath(next)).toBe(path);
});

test.each([
	null,
	'',
	'my',
	'//evil.example/en/',
	'/\\evil.example',
	'/\t/evil.example',
	'https://evil.example/en/',
	'javascript:alert(1)',
	'/en/..//evil.example',
	'/en//evil.example',
	'/@evil.example'
])('asvs:3.7.2 %j is not', (next) => {
	expect(internalPath(next)).toBeNull();
});

test('asvs:3.7.2 whatever is asked for, the answer stays on this site', () => {
	const piece = fc.constantFrom(
		'/',
		'\\',
		'..',
		'.',
		'en',
		':',
		'@',
		'evil.example',
		'%2f',
		'%5c',
		'\t',
		'?',
		'#',
		'a'
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
			const path = internalPath(`/${pieces.join('')}`);
			if (path !== null) expect(new URL(path, 'https://kade.example').origin).toBe('https://kade.example');
		}),
		{ numRuns: 5000 }
	);
});
