import { error, fail, redirect } from '@sveltejs/kit';
import { meetings, plan } from '#lib/cohorts/server/meetings.ts';
import { trainership } from '#lib/cohorts/server/memberships.ts';
import { zoneNames } from '#lib/cohorts/zones.ts';
import { requireAccount } from '#lib/server/account.ts';
import { here } from '#lib/ui/here.ts';
import { attempted } from '../../post-form.ts';
import { readMeeting, refuseMeeting } from '../meeting-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { id } = requireAccount(locals);
	if (!(await trainership(locals.store.read, id, params.cohort))) error(404, 'Not found');
	const known = await meetings(locals.store, id, params.cohort);
	// A cohort mostly stays where it was.
	const zone = [...(known?.upcoming ?? []), ...(known?.past ?? [])][0]?.zone ?? 'Europe/Amsterdam';
	return { cohortId: params.cohort, zone, zones: zoneNames() };
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readMeeting(request);
		if (!form.ok) return form.refused;
		const made = await attempted(plan(locals.store, requireAccount(locals).id, params.cohort, form.plan));
		if (!made) error(404, 'Not found');
		if ('failure' in made)
			return fail(made.failure.status, { problems: { '': made.failure.code }, typed: form.typed });
		if (!made.ok) return refuseMeeting(made.problems, form.typed);
		redirect(303, here(`/cohorts/${params.cohort}/meetings/${made.meetingId}`));
	}
};
