import { getLocale } from '#lib/paraglide/runtime.js';

/** A month (`YYYY-MM`) written out in the reader's language. */
export const longMonth = (month: string, locale: string = getLocale()): string =>
	new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
		new Date(`${month}-15T12:00:00Z`)
	);
