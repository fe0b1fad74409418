import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import {
	endOtherSessions,
	endOwnSession,
	labelSession,
	LONGEST_LABEL,
	sessionsOf
} from '#lib/accounts/server/profile-sessions.ts';
import { readForm } from '#lib/server/forms.ts';
import { here } from '#lib/ui/here.ts';
import { requireSession } from '../session.ts';
import type { Actions, PageServerLoad } from './$types';

const id = v.pipe(v.string(), v.maxLength(16, 'unexpected'));
const label = v.pipe(v.string(), v.trim(), v.maxLength(LONGEST_LABEL, 'too-long'));

export const load: PageServerLoad = async ({ locals }) => ({
	sessions: await sessionsOf(locals.store, requireSession(locals)),
	longest: LONGEST_LABEL
});

export const actions: Actions = {
	label: async ({ locals, request }) => {
		const { accountId } = requireSession(locals);
		const read = await readForm(request, v.strictObject({ session: id, label }));
		if (!read.ok) return fail(422, { problems: read.problems });
		const named = await labelSession(locals.store, accountId, read.data.session, read.data.label);
		if (!named) error(404, 'Not found');
		redirect(303, here('/account/sessions'));
	},

	end: async ({ locals, request }) => {
		const { accountId } = requireSession(locals);
		const read = await readForm(request, v.strictObject({ session: id }));
		if (!read.ok) return fail(422, { problems: read.problems });
		if (!(await endOwnSession(locals.store, accountId, read.data.session))) error(404, 'Not found');
		redirect(303, here('/account/sessions'));
	},

	others: async ({ locals }) => {
		await endOtherSessions(locals.store, requireSession(locals));
		redirect(303, here('/account/sessions'));
	}
};
