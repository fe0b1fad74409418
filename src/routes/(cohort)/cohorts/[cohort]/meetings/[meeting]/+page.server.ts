import { error, redirect } from '@sveltejs/kit';
import { cancel, meetingOf } from '#lib/cohorts/server/meetings.ts';
import { trainership } from '#lib/cohorts/server/memberships.ts';
import { requireAccount } from '#lib/server/account.ts';
import { here } from '#lib/ui/here.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { id } = requireAccount(locals);
	const meeting = await meetingOf(locals.store, id, params.meeting);
	if (!meeting || meeting.cohortId !== params.cohort) error(404, 'Not found');
	const trains = (await trainership(locals.store.read, id, meeting.cohortId)) !== null;
	return { meeting, trains };
};

export const actions: Actions = {
	cancel: async ({ locals, params }) => {
		const done = await cancel(locals.store, requireAccount(locals).id, params.meeting);
		if (!done) error(404, 'Not found');
		redirect(303, here(`/cohorts/${params.cohort}/meetings/${params.meeting}`));
	}
};
