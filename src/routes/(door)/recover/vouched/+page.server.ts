import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { suggestPassphrase } from '#lib/accounts/server/passphrases.ts';
import { redeem } from '#lib/accounts/server/reset-use.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { readForm } from '#lib/server/forms.ts';
import { fieldOf, statusOf } from '../refusals.ts';
import type { Actions, PageServerLoad } from './$types';

const rule = v.strictObject({
	handle: v.pipe(v.string(), v.trim(), v.nonEmpty('empty')),
	code: v.pipe(v.string(), v.nonEmpty('empty')),
	fresh: v.pipe(v.string(), v.nonEmpty('empty'))
});

export const load: PageServerLoad = () => ({ suggested: suggestPassphrase(getLocale()) });

export const actions: Actions = {
	default: async ({ locals, request, setHeaders }) => {
		const read = await readForm(request, rule);
		if (!read.ok) return fail(422, { done: false, problems: read.problems, handle: read.typed.handle });
		const { handle, code, fresh } = read.data;
		const answer = await redeem(locals.store, handle, code, fresh);
		const problems: Record<string, string> = {};
		if (answer.ok) return { done: true, problems, handle };
		if ('retryAfter' in answer) setHeaders({ 'retry-after': String(answer.retryAfter) });
		problems[fieldOf(answer.reason)] = answer.reason;
		return fail(statusOf(answer.reason), { done: false, problems, handle });
	}
};
