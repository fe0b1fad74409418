import { error, fail, redirect } from '@sveltejs/kit';
import { changeMeeting, meetingOf } from '#lib/cohorts/server/meetings.ts';
import { trainership } from '#lib/cohorts/server/memberships.ts';
import { wallClock, zoneNames } from '#lib/cohorts/zones.ts';
import { requireAccount } from '#lib/server/account.ts';
import { here } from '#lib/ui/here.ts';
import { attempted } from '../../../post-form.ts';
import { readMeeting, refuseMeeting } from '../../meeting-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { id } = requireAccount(locals);
	const meeting = await meetingOf(locals.store, id, params.meeting);
	if (!meeting || meeting.cohortId !== params.cohort) error(404, 'Not found');
	if (!(await trainership(locals.store.read, id, meeting.cohortId))) error(404, 'Not found');
	const { title, zone, minutes, place, agenda, startsAt } = meeting;
	const stored = { title, zone, minutes: String(minutes), place, agenda, ...wallClock(startsAt, zone) };
	return { address: `/cohorts/${params.cohort}/meetings/${params.meeting}`, stored, zones: zoneNames() };
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readMeeting(request);
		if (!form.ok) return form.refused;
		const { id } = requireAccount(locals);
		const done = await attempted(changeMeeting(locals.store, id, params.meeting, form.plan));
		if (!done) error(404, 'Not found');
		if ('failure' in done)
			return fail(done.failure.status, { problems: { '': done.failure.code }, typed: form.typed });
		if (!done.ok) return refuseMeeting(done.problems, form.typed);
		redirect(303, here(`/cohorts/${params.cohort}/meetings/${params.meeting}`));
	}
};
