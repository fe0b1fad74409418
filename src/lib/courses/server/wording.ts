import { fingerprint } from '#lib/server/secrets.ts';
import type { Contact } from '../registry.ts';
import { lessonWords } from '../words.ts';
import type { Wording } from './publishing.ts';

/** Raise it when `lesson/html.ts` makes other HTML from the same tree, so that stored lessons are made anew. */
const RENDERER = 1;

/** The words for each language with their hash: it changes with the words, the helpers and the renderer. */
export function wordingFrom(contacts: Contact[]): Wording {
	const made = new Map<string, ReturnType<Wording>>();
	return (locale) => {
		const known = made.get(locale);
		if (known) return known;
		const words = lessonWords(contacts, locale);
		const said = JSON.stringify([RENDERER, words, contacts.map(({ ref }) => [ref, words.contact(ref)])]);
		const wording = { words, rendering: fingerprint(said).slice(0, 16) };
		made.set(locale, wording);
		return wording;
	};
}
