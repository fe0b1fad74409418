import type { Contact } from './registry.ts';

/** Those whose own source says that they help in the reader's language, and everyone else. */
export interface Helpers {
	speaking: Contact[];
	others: Contact[];
}

/** Sorts the registry for a reader; within each part the registry's own order stands. */
export function helpers(contacts: Contact[], locale: string): Helpers {
	return {
		speaking: contacts.filter(({ languages }) => languages.includes(locale)),
		others: contacts.filter(({ languages }) => !languages.includes(locale))
	};
}

/** The words in the reader's language, or, where there are none yet, the English ones with their language. */
export function wordsIn(
	words: Record<string, string>,
	locale: string
): { locale: string; text: string } | null {
	for (const language of [locale, 'en']) {
		const text = words[language];
		if (text) return { locale: language, text };
	}
	return null;
}
