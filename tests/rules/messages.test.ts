import { describe, expect, test } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { filesUnder, scriptOf, textOf } from './imports.ts';
import { filesOf, messagesIn, messagesOf, placeholdersOf, settings, textsOf } from './words.ts';
import type { Message, Variants } from './words.ts';

const LOCALES = ['en', 'nl', 'fr', 'es', 'ru', 'ar'];
const all = Object.fromEntries(LOCALES.map((locale) => [locale, messagesOf(locale)]));
const source = all['en'] ?? {};
const others = LOCALES.filter((locale) => locale !== 'en');

/** Keys of the source whose message in this language fails a check, so that a failure names them. */
const failing = (locale: string, fails: (translated: Message, original: Message) => boolean): string[] =>
	Object.entries(source)
		.filter(([key, original]) => {
			const translated = all[locale]?.[key];
			return translated !== undefined && fails(translated, original);
		})
		.map(([key]) => key);

const inputsOf = (message: Message): string[] =>
	typeof message === 'string'
		? placeholdersOf(message)
		: message.flatMap(({ declarations }) =>
				declarations.flatMap((line) => /^input (\w+)$/.exec(line)?.[1] ?? [])
			);

/** A text of the source may need plural forms elsewhere, by an input it has anyway; a plural stays the same plural. */
function isSameShape(translated: Message, original: Message): boolean {
	const [ours, theirs] = [inputsOf(translated).toSorted().join(), inputsOf(original).toSorted().join()];
	if (ours !== theirs || typeof original === 'string') return ours === theirs;
	return typeof translated !== 'string' && translated[0].selectors.join() === original[0].selectors.join();
}

const categoryOf = (matched: string): string => matched.replace(/^\w+=/, '');

/** The plural forms whole numbers of a size people meet here need; `other` and a bare zero are what `*` is for. */
function neededForms(locale: string): Set<string> {
	const rules = new Intl.PluralRules(locale);
	const forms = new Set(Array.from({ length: 200 }, (_, i) => rules.select(i + 1) as string));
	forms.delete('other');
	return forms;
}

describe('interface words', () => {
	test('come in six languages, and every file of them is compiled', () => {
		expect(settings.locales).toEqual(LOCALES);
		expect(settings.baseLocale).toBe('en');
		const patterns = settings['plugin.inlang.messageFormat'].pathPattern;
		for (const locale of LOCALES)
			expect(patterns.map((pattern) => pattern.replace('{locale}', locale)).toSorted()).toEqual(
				filesOf(locale).map((file) => `./messages/${locale}/${file}`)
			);
		expect(Object.keys(source).length).toBeGreaterThan(300);
	});

	test('reach the pages: as many are compiled as are written', () => {
		expect(Object.keys(m).toSorted()).toEqual(Object.keys(source).toSorted());
	});

	test('have names a program can say, none of them twice', () => {
		const keys = filesOf('en').flatMap((file) => messagesIn('en', file).keys);
		expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
		// A message named `server` would hide paraglide's own module of that name.
		expect(keys.filter((key) => key === 'server' || !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(key))).toEqual([]);
	});

	test('are all used, and all that are used exist', () => {
		const used = new Set<string>();
		for (const file of filesUnder('src').filter((name) => /(?<!\.test)\.(ts|svelte)$/.test(name))) {
			if (!/import \{ m \} from '#lib\/paraglide\/messages\.js'/.test(scriptOf(file))) continue;
			expect(textOf(file), `${file} must name its messages in full`).not.toMatch(/\bm\[/);
			for (const [, key = ''] of textOf(file).matchAll(/\bm\.(\w+)/g)) used.add(key);
		}
		const known = Object.keys(source);
		expect([...used].filter((key) => !known.includes(key)).toSorted(), 'used, but not written').toEqual([]);
		expect(known.filter((key) => !used.has(key)).toSorted(), 'written, but not used').toEqual([]);
	});
});

describe.each(others)('words in %s', (locale) => {
	test('are the same messages in the same files', () => {
		expect(filesOf(locale)).toEqual(filesOf('en'));
		for (const file of filesOf('en'))
			expect(messagesIn(locale, file).keys.toSorted(), file).toEqual(messagesIn('en', file).keys.toSorted());
	});

	test('take the same inputs in the same shape', () => {
		expect(failing(locale, (a, b) => placeholdersOf(a).join() !== placeholdersOf(b).join())).toEqual([]);
		expect(failing(locale, (a, b) => !isSameShape(a, b))).toEqual([]);
	});

	test('are written in its own script, apart from names', () => {
		const script = { ru: /\p{Script=Cyrillic}/u, ar: /\p{Script=Arabic}/u }[locale] ?? /\p{Script=Latin}/u;
		// Abbreviations that are the same everywhere, such as UTC, are names too.
		const bare = (text: string) => text.replace(/\{\w+\}|\b[A-Z]{2,}\b/g, '');
		const foreign = failing(locale, (a) =>
			textsOf(a).some((text) => /\p{L}/u.test(bare(text)) && !script.test(bare(text)))
		);
		expect(foreign).toEqual([]);
	});
});

describe.each(LOCALES)('every message in %s', (locale) => {
	const entries = Object.entries(all[locale] ?? {});

	test('says something, without a placeholder nobody fills', () => {
		const empty = entries.filter(([, message]) => textsOf(message).some((text) => text.trim() === ''));
		expect(empty.map(([key]) => key)).toEqual([]);
		const unfilled = entries.filter(([, message]) => {
			if (typeof message === 'string') return /[{}]/.test(message.replace(/\{[a-z]\w*\}/g, ''));
			return placeholdersOf(message).some((name) => !inputsOf(message).includes(name));
		});
		expect(unfilled.map(([key]) => key)).toEqual([]);
	});

	test('has the plural forms of its language, and a last one for the rest', () => {
		const rules = new Intl.PluralRules(locale).resolvedOptions().pluralCategories as string[];
		const plurals = entries.filter((entry): entry is [string, [Variants]] => typeof entry[1] !== 'string');
		expect(plurals.length).toBeGreaterThan(5);
		for (const [key, variants] of plurals) {
			expect(variants, key).toHaveLength(1);
			const forms = Object.keys(variants[0].match).map(categoryOf);
			expect(forms.at(-1), key).toBe('*');
			expect(
				forms.slice(0, -1).filter((form) => !rules.includes(form) || form === 'other'),
				key
			).toEqual([]);
			expect(
				[...neededForms(locale)].filter((form) => !forms.includes(form)),
				key
			).toEqual([]);
		}
	});

	test('is shown as it is written, for any number', () => {
		const rules = new Intl.PluralRules(locale);
		const compiled = m as unknown as Record<string, (inputs: object, options: object) => string>;
		for (const [key, message] of entries) {
			const numbers = typeof message === 'string' ? [1] : [0, 1, 2, 3, 5, 11, 21, 25, 100, 1_000_000];
			for (const n of numbers) {
				const inputs = new Proxy({}, { get: () => n, has: () => true });
				expect(compiled[key]?.(inputs, { locale }), `${key} for ${n}`).toBe(
					expectedText(message, rules.select(n)).replace(/\{\w+\}/g, String(n))
				);
			}
		}
	});
});

function expectedText(message: Message, form: string): string {
	if (typeof message === 'string') return message;
	const { match } = message[0];
	return Object.entries(match).find(([name]) => [form, '*'].includes(categoryOf(name)))?.[1] ?? '';
}
