import { describe, expect, it } from 'vitest';
import { calendarFile } from './calendar.ts';

const entry = { id: 'k3v9', startsAt: new Date('2026-11-21T13:00:00Z'), minutes: 90 };

describe('a calendar file', () => {
	it('says when, in UTC, and how long', () => {
		const file = calendarFile(entry, 'Appointment');
		expect(file).toContain('DTSTART:20261121T130000Z\r\n');
		expect(file).toContain('DTEND:20261121T143000Z\r\n');
		expect(file).toContain('SUMMARY:Appointment\r\n');
	});

	it('holds nothing but the lines it must', () => {
		const names = calendarFile(entry, 'Appointment')
			.trim()
			.split('\r\n')
			.map((line) => line.split(':')[0]);
		expect(names).toEqual('BEGIN VERSION PRODID BEGIN UID DTSTAMP DTSTART DTEND SUMMARY END END'.split(' '));
	});

	it('folds long lines by octets and never inside a letter', () => {
		const summary = 'موعد '.repeat(40);
		const file = calendarFile(entry, summary);
		for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
		expect(file).not.toContain('\ufffd');
		expect(file.replaceAll('\r\n ', '')).toContain(`SUMMARY:${summary}\r\n`);
	});

	it('cannot be given lines of its own by words', () => {
		const file = calendarFile(entry, 'a;b,c\\d\r\nATTACH:x');
		expect(file).toContain('SUMMARY:a\\;b\\,c\\\\d\\nATTACH:x\r\n');
	});
});
