import * as v from 'valibot';
import { byLocale, day, FileProblem, idWord, localeWord, readYaml, words } from './yaml-file.ts';

const maybe = <S extends v.GenericSchema>(schema: S) => v.optional(v.nullable(schema), null);
const address = v.pipe(
	v.string('Write an address here.'),
	v.regex(/^https:\/\/[^\s"'<>\\]+$/, 'Write the full address, beginning with https://.')
);

const contactSchema = v.strictObject({
	ref: idWord,
	name: words,
	what: byLocale,
	phone: maybe(
		v.pipe(
			v.string('Put the number in quotes.'),
			v.regex(/^\+?[\d ()-]{3,30}$/, 'This is not a phone number.')
		)
	),
	url: maybe(address),
	email: maybe(v.pipe(v.string('Write an e-mail address here.'), v.email('This is not an e-mail address.'))),
	/** Languages its own source states; empty: not stated. */
	languages: v.array(localeWord, 'Write a list of languages; [] when the source states none.'),
	/** True when it comes from an older page: said wherever it is shown. */
	recheck: v.boolean('Write true or false.'),
	/** The day it was compared with its source. */
	checked_on: day,
	review_by: day,
	source: words,
	note: v.optional(byLocale, {})
});

const contactsSchema = v.array(contactSchema, 'This file is a list of helpers.');
const glossarySchema = v.record(
	idWord,
	v.record(
		localeWord,
		v.strictObject({ word: words, meaning: words }, 'A word needs “word” and “meaning” only.')
	),
	'This file is words by id.'
);

/** A helper from outside, dated: what lessons point to as `:contact{ref}` and the help page lists. */
export interface Contact {
	ref: string;
	name: string;
	/** locale → words. A language that is absent has no words yet. */
	what: Record<string, string>;
	note: Record<string, string>;
	phone: string | null;
	url: string | null;
	email: string | null;
	languages: string[];
	recheck: boolean;
	/** `YYYY-MM-DD`. */
	checkedOn: string;
	reviewBy: string;
	source: string;
}

/** id → locale → the word and its meaning. */
export type Glossary = Record<string, Record<string, { word: string; meaning: string }>>;

/** Both registries as plain data, in the order of their files. */
export interface Registry {
	contacts: Contact[];
	glossary: Glossary;
}

/** @throws FileProblem */
export function readContacts(file: string, text: string): Contact[] {
	const contacts = readYaml(file, text, contactsSchema);
	const seen = new Set<string>();
	for (const { ref } of contacts) {
		if (seen.has(ref)) throw new FileProblem(file, lineWith(text, ref), `The ref “${ref}” is used twice.`);
		seen.add(ref);
	}
	return contacts.map(({ checked_on, review_by, ...rest }) => ({
		...rest,
		checkedOn: checked_on,
		reviewBy: review_by
	}));
}

/** @throws FileProblem */
export const readGlossary = (file: string, text: string): Glossary => readYaml(file, text, glossarySchema);

const lineWith = (text: string, ref: string) =>
	text.slice(0, text.lastIndexOf(`ref: ${ref}`)).split('\n').length;
