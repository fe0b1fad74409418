import { getLocale } from '#lib/paraglide/runtime.js';

/** Making a formatter costs a hundred times what using it does. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();
const numberFormats = new Map<string, Intl.NumberFormat>();

function held<F>(formats: Map<string, F>, locale: string, make: () => F): F {
	const format = formats.get(locale) ?? make();
	formats.set(locale, format);
	return format;
}

/** A day (`YYYY-MM-DD`) written out in the reader's language, so that 3/4 is never two different days. */
export function longDay(day: string, locale: string = getLocale()): string {
	const make = () => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
	return held(dayFormats, locale, make).format(new Date(`${day}T12:00:00Z`));
}

/** A number in the reader's digits. */
export const digits = (n: number, locale: string = getLocale()): string =>
	held(numberFormats, locale, () => new Intl.NumberFormat(locale)).format(n);
