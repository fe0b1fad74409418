import { locales } from '#lib/paraglide/runtime.js';

/** Each language by its own name, so that a reader finds hers in a page she cannot read. */
export const LANGUAGE_NAMES: Record<string, string> = {
	en: 'English',
	nl: 'Nederlands',
	fr: 'Français',
	es: 'Español',
	ru: 'Русский',
	ar: 'العربية'
};

export type Locale = (typeof locales)[number];

export const isLocale = (word: string): word is Locale => (locales as readonly string[]).includes(word);

/** Direction of a language's script. */
export const directionOf = (locale: string): 'rtl' | 'ltr' =>
	/^(ar|fa|ur|he|ps|ku)\b/.test(locale) ? 'rtl' : 'ltr';

/** The best of our languages for an `Accept-Language` header; English when none fits. */
export function preferredLocale(header: string | null): Locale {
	const wishes = (header ?? '')
		.split(',')
		.slice(0, 20)
		.map((part) => {
			const [tag = '', q = 'q=1'] = part.trim().split(/\s*;\s*/);
			return { language: tag.toLowerCase().split('-')[0] ?? '', weight: Number(q.replace('q=', '')) || 0 };
		})
		.sort((a, b) => b.weight - a.weight);
	for (const { language, weight } of wishes) if (weight > 0 && isLocale(language)) return language;
	return 'en';
}
