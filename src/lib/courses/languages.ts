import { LANGUAGE_NAMES } from '#lib/ui/languages.ts';

/** A language by its own name, so that a reader finds hers on a page she cannot read. */
export const ownName = (code: string): string =>
	LANGUAGE_NAMES[code] ?? new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code;

/** A language as the reader's language calls it. */
export const nameIn = (code: string, locale: string): string =>
	new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;

/** Isolated by marks (U+2068, U+2069), so that a name in another script does not turn its sentence around. */
export const isolated = (name: string): string => `\u2068${name}\u2069`;
