import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { cohort } from '#lib/cohorts/server/cohorts.ts';
import { answerPrompt, promptThread } from '#lib/forum/server/prompts.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { requireAccount } from '#lib/server/account.ts';
import { readForm } from '#lib/server/forms.ts';
import { newId } from '#lib/server/secrets.ts';
import { here } from '#lib/ui/here.ts';
import { attempted, postAddress, postFields, refusePost } from '../../../post-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, request }) => {
	const { store } = locals;
	const { id } = requireAccount(locals);
	const { cohort: cohortId, lesson, element } = params;
	const prompt = await promptThread(store, id, cohortId, lesson, element, getLocale());
	const within = prompt && (await cohort(store, id, cohortId));
	if (!within) error(404, 'Not found');
	// After a refused answer the page stays, whoever was first in the meantime: what was typed is on it.
	if (prompt.threadId && request.method === 'GET')
		redirect(303, here(`/cohorts/${cohortId}/threads/${prompt.threadId}`));
	return { prompt, members: within.members, alias: within.mine.alias, cohortId, key: newId() };
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, request } = event;
		const form = await readForm(request, v.strictObject(postFields));
		if (!form.ok) return fail(422, { problems: form.problems, typed: form.typed, seconds: 0 });
		const { text, key } = form.data;
		const { id } = requireAccount(locals);
		const wanted = { source: text, key, locale: getLocale() };
		const { cohort: cohortId, lesson, element } = params;
		const done = await attempted(answerPrompt(locals.store, id, cohortId, lesson, element, wanted));
		if (!done) error(404, 'Not found');
		if (!done.ok) return refusePost(event, done, form.data);
		redirect(303, postAddress(cohortId, done));
	}
};
