import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locales } from '#lib/paraglide/runtime.js';
import { LANGUAGE_NAMES, directionOf, isLocale, preferredLocale } from './languages.ts';

describe('languages', () => {
	test('each has its own name and a direction', () => {
		expect(Object.keys(LANGUAGE_NAMES).toSorted()).toEqual([...locales].toSorted());
		expect(locales.filter((locale) => directionOf(locale) === 'rtl')).toEqual(['ar']);
		expect([directionOf('fa'), directionOf('ar-EG'), directionOf('arn'), directionOf('')]).toEqual([
			'rtl',
			'rtl',
			'ltr',
			'ltr'
		]);
	});

	test('are told from other words', () => {
		expect(['en', 'ar', 'EN', 'xx', '', 'constructor', '__proto__'].filter(isLocale)).toEqual(['en', 'ar']);
	});
});

describe('the language a browser wishes for', () => {
	test.each([
		[null, 'en'],
		['', 'en'],
		['ar', 'ar'],
		['ar-EG,en;q=0.5', 'ar'],
		['en;q=0.3, ru;q=0.9', 'ru'],
		['de-DE,de;q=0.9,nl;q=0.4', 'nl'],
		['fr;q=0, es;q=0.1', 'es'],
		['FR-ca', 'fr'],
		['*', 'en'],
		['ru ; q=0.2 , fr ; q=0.8', 'fr'],
		['en,fr', 'en']
	])('%s: %s', (header, locale) => {
		expect(preferredLocale(header)).toBe(locale);
	});

	test('whatever the header holds, it is one of ours, soon', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 16_000 }), (header) => isLocale(preferredLocale(header))),
			{ numRuns: 200 }
		);
		const began = performance.now();
		preferredLocale('a,;q='.repeat(3000));
		expect(performance.now() - began).toBeLessThan(50);
	});
});
