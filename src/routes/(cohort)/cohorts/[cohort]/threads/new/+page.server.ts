import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { cohort } from '#lib/cohorts/server/cohorts.ts';
import { startThread } from '#lib/forum/server/threads.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { requireAccount } from '#lib/server/account.ts';
import { readForm } from '#lib/server/forms.ts';
import { newId } from '#lib/server/secrets.ts';
import { attempted, postAddress, postFields, refusePost } from '../../post-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const found = await cohort(locals.store, requireAccount(locals).id, params.cohort);
	return { cohort: found ?? error(404, 'Not found'), key: newId() };
};

const rule = v.strictObject({ ...postFields, title: v.string() });

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, request } = event;
		const form = await readForm(request, rule);
		if (!form.ok) return fail(422, { problems: form.problems, typed: form.typed, seconds: 0 });
		const { text, ...rest } = form.data;
		const wanted = { ...rest, source: text, locale: getLocale() };
		const done = await attempted(startThread(locals.store, requireAccount(locals).id, params.cohort, wanted));
		if (!done) error(404, 'Not found');
		if (!done.ok) return refusePost(event, done, form.data);
		redirect(303, postAddress(params.cohort, done));
	}
};
