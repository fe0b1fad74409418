import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODE_FORMS } from '../code-forms.ts';
import { invitationKey, newInvitationCode } from './invitation-codes.ts';
import { PASSPHRASE_WORDS } from './passphrase-words.ts';

const arabic = (text: string) => text.replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)] ?? '');

describe('an invitation code', () => {
	test.each(CODE_FORMS)('asvs:6.4.1 as %s is never made twice', (form) => {
		const codes = Array.from({ length: 2000 }, () => newInvitationCode(form));
		expect(new Set(codes.map(invitationKey)).size).toBe(2000);
		expect(codes.every((code) => invitationKey(code) !== null)).toBe(true);
	});

	test('holds at least a hundred random bits in either form', () => {
		expect(new Set(PASSPHRASE_WORDS).size).toBe(1024);
		for (let i = 0; i < 50; i++) {
			const words = newInvitationCode('words').split(' ');
			expect(words).toHaveLength(10);
			expect(words.every((word) => PASSPHRASE_WORDS.includes(word))).toBe(true);
			expect(newInvitationCode('digits')).toMatch(/^(\d{4} ){7}\d{4}$/);
		}
		expect(10 * Math.log2(1024)).toBeGreaterThanOrEqual(100);
		expect(32 * Math.log2(10)).toBeGreaterThanOrEqual(100);
		// Every word turns up somewhere: none is out of reach of the dice.
		const seen = new Set(Array.from({ length: 2000 }, () => newInvitationCode('words').split(' ')).flat());
		expect(seen.size).toBeGreaterThan(1000);
	});

	test('forgives how it is typed', () => {
		for (let i = 0; i < 50; i++) {
			const [words, digits] = [newInvitationCode('words'), newInvitationCode('digits')];
			const [wordKey, digitKey] = [invitationKey(words), invitationKey(digits)];
			for (const typed of [
				words.toUpperCase(),
				words.replaceAll(' ', ' - '),
				` ${words.replaceAll(' ', ', ')}.\n`
			])
				expect(invitationKey(typed)).toBe(wordKey);
			for (const typed of [
				digits.replaceAll(' ', ''),
				digits.replaceAll(' ', '–'),
				arabic(digits),
				`\u200f${arabic(digits)}\u200f\n`
			])
				expect(invitationKey(typed)).toBe(digitKey);
		}
	});

	test('is nothing else, whatever is typed', () => {
		const words = newInvitationCode('words');
		const digits = newInvitationCode('digits');
		const bad = ['', 'abc', `${words} able`, words.slice(words.indexOf(' ')), `${digits}1`, digits.slice(1)];
		for (const typed of [...bad, "' or 1=1 --", words.replaceAll(' ', ''), `${words.slice(0, -1)}é`])
			expect(invitationKey(typed)).toBeNull();
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (typed) => {
				const key = invitationKey(typed);
				expect(key === null || /^(\d{32}|([a-z]+ ){9}[a-z]+)$/.test(key)).toBe(true);
			}),
			{ numRuns: 500 }
		);
	});
});
