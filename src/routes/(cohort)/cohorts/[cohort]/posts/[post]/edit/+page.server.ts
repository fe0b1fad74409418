import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { edit, ownPost } from '#lib/forum/server/revisions.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { requireAccount } from '#lib/server/account.ts';
import { readForm } from '#lib/server/forms.ts';
import { attempted, postAddress } from '../../../post-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const post = await ownPost(locals.store, requireAccount(locals).id, params.post);
	if (!post || post.cohortId !== params.cohort) error(404, 'Not found');
	return { post };
};

const revision = v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'unexpected'), v.transform(Number));

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, v.strictObject({ text: v.string(), revision }));
		if (!form.ok) return fail(422, { problems: form.problems, typed: form.typed, stale: false });
		const { text } = form.data;
		const wanted = { source: text, revision: form.data.revision, locale: getLocale() };
		const done = await attempted(edit(locals.store, requireAccount(locals).id, params.post, wanted));
		if (!done) error(404, 'Not found');
		if (done.ok) redirect(303, postAddress(params.cohort, done));
		const typed = { text };
		if ('failure' in done)
			return fail(done.failure.status, { problems: { '': done.failure.code }, typed, stale: false });
		if (done.reason === 'stale' || done.reason === 'closed')
			return fail(409, { problems: { '': done.reason }, typed, stale: done.reason === 'stale' });
		return fail(422, { problems: { text: done.reason }, typed, stale: false });
	}
};
