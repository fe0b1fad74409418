import { describe, expect, it } from 'vitest';
import { aCohort } from '#tests/support/cohort-cast.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { cancel, changeMeeting, meetingOf, meetings, plan } from './meetings.ts';

const typed = {
	title: 'Second evening',
	day: '2026-11-21',
	time: '14:00',
	zone: 'Europe/Amsterdam',
	minutes: '90',
	place: 'The room upstairs',
	agenda: 'Bring **paper**.',
	locale: 'en'
};

describe('a meeting', () => {
	onBothEngines('meetings', (store) => {
		const planned = async (trainer: string, id: string, part = {}) => {
			const made = await plan(store(), trainer, id, { ...typed, ...part });
			return made?.ok ? made.meetingId : '';
		};

		it('is planned by a trainer of the cohort and seen by its members', async () => {
			const { id, trainer, amina } = await aCohort(store(), ['amina']);
			const other = await aCohort(store(), ['malik']);
			for (const stranger of [amina, other.trainer])
				expect(await plan(store(), stranger, id, typed)).toBeNull();
			const meeting = await planned(trainer, id);
			expect(await meetingOf(store(), amina, meeting)).toMatchObject({
				title: 'Second evening',
				startsAt: new Date('2026-11-21T13:00:00Z'),
				agendaHtml: expect.stringContaining('<strong>paper</strong>')
			});
			for (const stranger of [other.malik, other.trainer, 'nobody'])
				expect(await meetingOf(store(), stranger, meeting)).toBeNull();
		});

		it('is to come until it is over', async () => {
			const { id, trainer, amina } = await aCohort(store(), ['amina']);
			const meeting = await planned(trainer, id);
			const at = (moment: string) => meetings(store(), amina, id, new Date(moment));
			expect(await at('2026-11-21T14:29:00Z')).toMatchObject({ upcoming: [{ id: meeting }], past: [] });
			expect(await at('2026-11-21T14:31:00Z')).toMatchObject({ upcoming: [], past: [{ id: meeting }] });
		});

		it('stays visible when it is cancelled, and happens again when it is changed', async () => {
			const { id, trainer, amina } = await aCohort(store(), ['amina']);
			const meeting = await planned(trainer, id);
			expect(await cancel(store(), amina, meeting)).toBeNull();
			expect(await changeMeeting(store(), amina, meeting, typed)).toBeNull();
			expect(await cancel(store(), trainer, meeting)).toEqual({ ok: true });
			expect(await meetingOf(store(), amina, meeting)).toMatchObject({ cancelled: true });
			await changeMeeting(store(), trainer, meeting, { ...typed, time: '15:00' });
			expect(await meetingOf(store(), amina, meeting)).toMatchObject({
				cancelled: false,
				startsAt: new Date('2026-11-21T14:00:00Z')
			});
		});

		it('names every field that is wrong, at once', async () => {
			const { id, trainer } = await aCohort(store(), []);
			const wrong = {
				title: '',
				day: '2026-13-01',
				time: '25:00',
				zone: 'Mars',
				minutes: '1e9',
				place: 'x'.repeat(301),
				agenda: 'x'.repeat(10_001)
			};
			const answer = await plan(store(), trainer, id, { ...wrong, locale: 'en' });
			expect(answer?.ok === false && answer.problems.map(({ field }) => field).sort()).toEqual(
				Object.keys(wrong).sort()
			);
			expect(await meetings(store(), trainer, id)).toEqual({ upcoming: [], past: [] });
		});
	});
});
