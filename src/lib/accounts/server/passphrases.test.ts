import { describe, expect, test } from 'vitest';
import { canonicalPassphrase, checkPassphrase, suggestPassphrase } from './passphrases.ts';
import { PASSPHRASE_WORDS } from './passphrase-words.ts';
import { newRecoveryPhrase, recoveryDigits, recoveryHash } from './recovery.ts';

const HANDLE = 'teal-heron-482';

describe('passphrases', () => {
	test.each(['en', 'ar', 'ru', 'fr', 'es', 'nl'])(
		'a suggestion in %s is accepted and new each time',
		(locale) => {
			const many = Array.from({ length: 500 }, () => suggestPassphrase(locale));
			expect(many.map((phrase) => checkPassphrase(phrase, HANDLE)).filter(Boolean)).toEqual([]);
			expect(new Set(many).size).toBe(500);
		}
	);

	test('the word list gives the ten bits a word it promises', () => {
		expect(new Set(PASSPHRASE_WORDS).size).toBe(1024);
		expect(PASSPHRASE_WORDS.filter((word) => !/^[a-z]{3,9}$/.test(word))).toEqual([]);
	});

	test.each([
		['slow tide over gravel'],
		['my dog ate the blue kite'],
		['the freedom of paper boats'],
		['四十二のあおい鳥が飛んでゆく'],
		['مساء هادئ فوق الميناء'],
		['ходит дурачок по лесу'],
		['x'.repeat(4) + 'Fj9!kQ2$zr']
	])('asvs:6.2.5 %s is accepted: no rules about kinds of characters', (passphrase) => {
		expect(checkPassphrase(passphrase, HANDLE)).toBeNull();
	});

	test.each([
		['', 'short'],
		['elevenchars', 'short'],
		['a1'.repeat(70), 'long'],
		['aaaaaaaaaaaa', 'common'],
		['abcabcabcabcabc', 'common'],
		['123456789012', 'common'],
		['1234 5678 9012', 'common'],
		['qwertyuiop12', 'common'],
		['йцукенгшщзхъ', 'common'],
		['password2026', 'common'],
		['P@ssw0rd2026!', 'common'],
		['wachtwoord123', 'common'],
		['contraseña2026', 'common'],
		['пароль123456', 'common'],
		['كلمةالمرور12345', 'common'],
		['correct horse battery staple', 'common'],
		['Teal-Heron-482', 'handle'],
		['teal heron 482 !!', 'handle']
	])('%j is refused: %s', (passphrase, problem) => {
		expect(checkPassphrase(passphrase, HANDLE)).toBe(problem);
	});

	test('two keyboards that write one letter differently open the same account', () => {
		expect(canonicalPassphrase('nin\u0303o en la barca')).toBe(canonicalPassphrase('ni\u00f1o en la barca'));
	});

	test('digits open with or without spaces, in the digits of any script; letters keep case and spaces', () => {
		expect(canonicalPassphrase('٤٨٢١ ٠٠٩٣ 1234')).toBe('482100931234');
		expect(canonicalPassphrase('Slow tide')).toBe('Slow tide');
	});
});

describe('recovery phrases', () => {
	test('36 random digits, recognised however they are typed', () => {
		const phrase = newRecoveryPhrase();
		expect(phrase).toMatch(/^(\d{4} ){8}\d{4}$/);
		const digits = phrase.replaceAll(' ', '');
		const arabic = digits.replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)] as string);
		for (const typed of [digits, phrase.replaceAll(' ', '-'), ` ${phrase}\n`, arabic]) {
			expect(recoveryDigits(typed)).toBe(digits);
			expect(recoveryHash(typed)).toBe(recoveryHash(phrase));
		}
	});

	test('anything else is none', () => {
		const digits = '1'.repeat(35);
		for (const typed of ['', digits, digits + 'a', digits + '11', 'teal heron'])
			expect(recoveryHash(typed)).toBeNull();
	});
});
