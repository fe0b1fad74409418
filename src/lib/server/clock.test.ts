import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { after, dayOf, days, hourOf, hours, minutes } from './clock.ts';

const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

describe('what is kept of a moment', () => {
	test.each([
		['2026-11-20T00:00:00.000Z', '2026-11-20'],
		['2026-11-20T23:59:59.999Z', '2026-11-20'],
		['2026-11-20T23:30:00-05:00', '2026-11-21']
	])('the day of %s is %s, in UTC wherever the server stands', (moment, day) => {
		expect(dayOf(new Date(moment))).toBe(day);
	});

	test('an hour says nothing of its minutes', () => {
		expect(hourOf(new Date('2026-11-20T10:59:59.999Z'))).toEqual(new Date('2026-11-20T10:00:00Z'));
		fc.assert(
			fc.property(moments, (moment) => {
				const hour = hourOf(moment);
				expect(hour.toISOString()).toMatch(/:00:00\.000Z$/);
				const past = moment.getTime() - hour.getTime();
				expect(past >= 0 && past < hours(1)).toBe(true);
				expect(hourOf(hour)).toEqual(hour);
			})
		);
	});

	test('two moments of one day cannot be told apart', () => {
		fc.assert(
			fc.property(moments, fc.integer({ min: 0, max: days(1) - 1 }), (moment, later) => {
				const morning = new Date(`${dayOf(moment)}T00:00:00Z`);
				expect(dayOf(after(morning, later))).toBe(dayOf(moment));
			})
		);
	});
});

test('lengths add up', () => {
	expect([minutes(60), hours(24), after(new Date(5), minutes(1)).getTime()]).toEqual([
		hours(1),
		days(1),
		60_005
	]);
});
