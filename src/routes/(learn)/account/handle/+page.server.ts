import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { suggestHandle } from '#lib/accounts/server/handles.ts';
import { rename } from '#lib/accounts/server/profile.ts';
import { readForm } from '#lib/server/forms.ts';
import { here } from '#lib/ui/here.ts';
import { requireConfirmed } from '../../../confirmed.ts';
import type { Actions, PageServerLoad } from './$types';

const rule = v.strictObject({ handle: v.pipe(v.string(), v.trim(), v.nonEmpty('empty')) });

export const load: PageServerLoad = async ({ locals, url }) => {
	await requireConfirmed(locals, url);
	return { handle: locals.account?.handle ?? '', suggested: suggestHandle() };
};

export const actions: Actions = {
	default: async ({ locals, request, setHeaders, url }) => {
		const { accountId } = await requireConfirmed(locals, url);
		const read = await readForm(request, rule);
		if (!read.ok) return fail(422, { problems: read.problems, typed: read.typed.handle });
		const answer = await rename(locals.store, accountId, read.data.handle);
		if (answer.ok) redirect(303, here('/account'));
		const problems: Record<string, string> = { handle: answer.reason };
		if ('retryAfter' in answer) setHeaders({ 'retry-after': String(answer.retryAfter) });
		return fail(answer.reason === 'wait' ? 429 : 422, { problems, typed: read.data.handle });
	}
};
