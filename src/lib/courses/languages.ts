import { LANGUAGE_NAMES } from '#lib/ui/languages.ts';

/** A language by its own name, so that a reader finds hers on a page she cannot read. */
export const ownName = (code: string): string =>
	LANGUAGE_NAMES[code] ?? new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code;

/** A language as the reader's language calls it. */
export const nameIn = (code: string, locale: string): string =>
	new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
