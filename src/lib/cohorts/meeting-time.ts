import { getLocale } from '#lib/paraglide/runtime.js';

/**
 * When a meeting is, written out for people in different places without knowing where the reader is: in the
 * meeting's own zone, with the zone's name, and in UTC.
 */
export function meetingTime(startsAt: Date, zone: string, locale: string = getLocale()) {
	const written = (timeZone: string) =>
		new Intl.DateTimeFormat(locale, {
			dateStyle: 'full',
			timeStyle: 'short',
			// "2:00" alone has cost people their trains.
			hourCycle: 'h23',
			timeZone
		}).format(startsAt);
	const name = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'long' })
		.formatToParts(startsAt)
		.find((part) => part.type === 'timeZoneName')?.value;
	return { there: written(zone), zone: name ?? zone, utc: zone === 'UTC' ? null : written('UTC') };
}
