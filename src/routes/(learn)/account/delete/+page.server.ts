import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { deleteAccount } from '#lib/accounts/server/deletion.ts';
import { erasePostsOf } from '#lib/forum/server/farewell.ts';
import { readForm } from '#lib/server/forms.ts';
import { deviceCookie, sessionCookie } from '#lib/server/session-cookie.ts';
import { here } from '#lib/ui/here.ts';
import { requireConfirmed } from '../../../confirmed.ts';
import type { Actions, PageServerLoad } from './$types';

const rule = v.strictObject({
	posts: v.picklist(['remove', 'leave'], 'posts-missing'),
	sure: v.literal('yes', 'sure-missing')
});

export const load: PageServerLoad = async ({ locals, url }) => {
	await requireConfirmed(locals, url);
};

export const actions: Actions = {
	default: async ({ cookies, locals, request, setHeaders, url }) => {
		const { accountId } = await requireConfirmed(locals, url);
		const read = await readForm(request, rule);
		if (!read.ok) return fail(422, { problems: read.problems, posts: read.typed.posts });
		const { posts } = read.data;
		const answer = await deleteAccount(locals.store, accountId, async (tx) => {
			if (posts === 'remove') await erasePostsOf(tx, accountId);
		});
		if (!answer.ok && answer.reason === 'last-administrator') {
			const problems: Record<string, string> = { '': answer.reason };
			return fail(409, { problems, posts });
		}
		sessionCookie.clear(cookies);
		deviceCookie.clear(cookies);
		setHeaders({ 'clear-site-data': '"cache", "cookies", "storage"' });
		redirect(303, here('/deleted'));
	}
};
