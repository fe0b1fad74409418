import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { hide, moderated } from '#lib/forum/server/moderation.ts';
import { requireAccount } from '#lib/server/account.ts';
import { readForm } from '#lib/server/forms.ts';
import { attempted, postAddress } from '../../../post-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const post = await moderated(locals.store, requireAccount(locals).id, params.post);
	if (!post || post.cohortId !== params.cohort) error(404, 'Not found');
	return { post };
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, v.strictObject({ reason: v.string() }));
		if (!form.ok) return fail(422, { problems: form.problems, typed: form.typed });
		const typed = form.data;
		const done = await attempted(hide(locals.store, requireAccount(locals).id, params.post, typed.reason));
		if (!done) error(404, 'Not found');
		if (done.ok) redirect(303, postAddress(params.cohort, done));
		if ('failure' in done) return fail(done.failure.status, { problems: { '': done.failure.code }, typed });
		return fail(422, { problems: { reason: `reason-${done.reason}` }, typed });
	}
};
