export interface CalendarEntry {
	id: string;
	startsAt: Date;
	/** Length. */
	minutes: number;
}

/**
 * One meeting as an iCalendar file (RFC 5545). It ends up in calendars that sync to strangers' servers, so it
 * says when and nothing else: the summary is a neutral word, and cohort, title, place and agenda stay here.
 */
export function calendarFile({ id, startsAt, minutes }: CalendarEntry, summary: string): string {
	const lines = [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//calendar//EN',
		'BEGIN:VEVENT',
		`UID:${id}`,
		// When this file was made is nobody's business: the standard wants a moment, so it gets the meeting's.
		`DTSTAMP:${stamp(startsAt)}`,
		`DTSTART:${stamp(startsAt)}`,
		`DTEND:${stamp(new Date(startsAt.getTime() + minutes * 60_000))}`,
		`SUMMARY:${escaped(summary)}`,
		'END:VEVENT',
		'END:VCALENDAR'
	];
	return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** `20261121T140000Z` (3.3.5, form 2). */
const stamp = (moment: Date): string => `${moment.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** Text as a value (3.3.11). */
const escaped = (text: string): string =>
	text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n?|\n/g, '\\n');

/** No line longer than 75 octets without its break; continuations begin with a space (3.1). Never splits a letter. */
function folded(line: string): string {
	let out = '';
	let octets = 0;
	for (const letter of line) {
		const size = Buffer.byteLength(letter);
		if (octets + size > 75) {
			out += '\r\n ';
			octets = 1;
		}
		out += letter;
		octets += size;
	}
	return out;
}
