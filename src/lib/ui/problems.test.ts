import { expect, test } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { locales } from '#lib/paraglide/runtime.js';
import { problemText } from './problems.ts';

test('a problem is a sentence of the page, else a common one, else a plain one: never a code', () => {
	expect(problemText('empty')).toBe(m.problem_empty());
	expect(problemText('empty', { empty: 'Please choose a name.' })).toBe('Please choose a name.');
	for (const code of ['never-heard-of', '', 'TOO-LONG'])
		expect(problemText(code), code).toBe(m.problem_other());
});

test('every common sentence is there in every language', () => {
	for (const locale of locales)
		for (const say of [m.problem_empty, m.problem_too_short, m.problem_too_long, m.problem_unexpected])
			expect(say({}, { locale }).length).toBeGreaterThan(5);
});
