import { getLocale } from '#lib/paraglide/runtime.js';

/** A day (`YYYY-MM-DD`) written out in the reader's language, so that 3/4 is never two different days. */
export function longDay(day: string, locale: string = getLocale()): string {
	return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
		new Date(`${day}T12:00:00Z`)
	);
}

/** A number in the reader's digits. */
export const digits = (n: number, locale: string = getLocale()): string =>
	new Intl.NumberFormat(locale).format(n);
