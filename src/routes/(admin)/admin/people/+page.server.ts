import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { people } from '#lib/accounts/server/administration.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** Names are searched for by POST: an address would stay in the history of the browser. */
const rule = v.strictObject({
	search: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(60, 'too-long')), ''),
	page: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,4}$/, 'unexpected'), v.transform(Number)), '1')
});

export const load: PageServerLoad = async ({ locals, request }) =>
	// After a search the action has the list.
	request.method === 'POST' ? { first: null } : { first: await listed(locals, '', 1) };

async function listed({ store }: App.Locals, search: string, page: number) {
	const found = await people(store, { search, page });
	return { ...found, search, page: Math.min(page, found.pages) };
}

export const actions: Actions = {
	search: async ({ locals, request }) => {
		const read = await readForm(request, rule);
		if (!read.ok) return fail(422, { problems: read.problems, typed: read.typed['search'] ?? '' });
		return { found: await listed(locals, read.data.search, read.data.page) };
	}
};
