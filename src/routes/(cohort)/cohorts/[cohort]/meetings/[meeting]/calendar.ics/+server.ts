import { error } from '@sveltejs/kit';
import { calendarFile } from '#lib/cohorts/server/calendar.ts';
import { meetingOf } from '#lib/cohorts/server/meetings.ts';
import { m } from '#lib/paraglide/messages.js';
import { requireAccount } from '#lib/server/account.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	const meeting = await meetingOf(locals.store, requireAccount(locals).id, params.meeting);
	if (!meeting || meeting.cohortId !== params.cohort || meeting.cancelled) error(404, 'Not found');
	return new Response(calendarFile(meeting, m.meeting_summary()), {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': 'attachment; filename="calendar.ics"'
		}
	});
};
