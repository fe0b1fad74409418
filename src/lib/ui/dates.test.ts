import { describe, expect, test } from 'vitest';
import { locales } from '#lib/paraglide/runtime.js';
import { digits, longDay } from './dates.ts';

describe('a day written out', () => {
	test.each([
		['en', 'March 4, 2027'],
		['nl', '4 maart 2027'],
		['fr', '4 mars 2027'],
		['es', '4 de marzo de 2027'],
		['ru', '4 марта 2027 г.']
	])('in %s is %s', (locale, words) => {
		expect(longDay('2027-03-04', locale)).toBe(words);
	});

	test('names its month in every language, and never slips to the day before or after', () => {
		for (const locale of locales) {
			expect(longDay('2027-03-04', locale)).not.toMatch(/^[\d٠-٩\s./-]+$/);
			const january = longDay('2027-01-01', locale);
			expect(january).toContain(digits(2027, locale).replace(/[^\d٠-٩]/g, ''));
			expect(january).not.toBe(longDay('2026-12-31', locale));
		}
	});
});

test('a number in the digits of its language', () => {
	expect(digits(7, 'en')).toBe('7');
	expect(digits(1234567, 'en')).toBe('1,234,567');
	expect(digits(12, 'ar')).toBe(new Intl.NumberFormat('ar').format(12));
});
