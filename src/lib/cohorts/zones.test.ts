import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isZone, momentOf, wallClock } from './zones.ts';

const iso = (day: string, time: string, zone: string) => momentOf(day, time, zone).toISOString();

describe('wall clocks', () => {
	it('know summer and winter time, and zones of odd minutes', () => {
		expect(iso('2026-11-21', '14:00', 'Europe/Amsterdam')).toBe('2026-11-21T13:00:00.000Z');
		expect(iso('2026-07-01', '14:00', 'Europe/Amsterdam')).toBe('2026-07-01T12:00:00.000Z');
		expect(iso('2026-07-01', '14:00', 'Asia/Kathmandu')).toBe('2026-07-01T08:15:00.000Z');
		expect(iso('2026-07-01', '00:30', 'Pacific/Auckland')).toBe('2026-06-30T12:30:00.000Z');
	});

	it('move an hour that does not exist forward, and take the first of an hour that comes twice', () => {
		expect(iso('2026-03-29', '02:30', 'Europe/Amsterdam')).toBe('2026-03-29T01:30:00.000Z');
		expect(iso('2026-10-25', '02:30', 'Europe/Amsterdam')).toBe('2026-10-25T00:30:00.000Z');
	});

	it('show the moment they were set to', () => {
		const zones = [
			'Europe/Amsterdam',
			'Africa/Nairobi',
			'America/Bogota',
			'Asia/Kolkata',
			'Asia/Beirut',
			'UTC'
		];
		const minute = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
		fc.assert(
			fc.property(minute, fc.constantFrom(...zones), (date, zone) => {
				const { day, time } = wallClock(date, zone);
				const again = wallClock(momentOf(day, time, zone), zone);
				expect(again).toEqual({ day, time });
			})
		);
	});

	it('refuse zones nobody knows', () => {
		expect(isZone('Europe/Amsterdam')).toBe(true);
		expect(isZone('America/Argentina/Buenos_Aires')).toBe(true);
		for (const zone of ['', 'Mars/Olympus', '+02:00', 'UTC\r\nX:1']) expect(isZone(zone)).toBe(false);
	});
});
