import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { suggestPassphrase } from '#lib/accounts/server/passphrases.ts';
import { changePassphrase } from '#lib/accounts/server/profile.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { requireAccount } from '#lib/server/account.ts';
import { readForm } from '#lib/server/forms.ts';
import { here } from '#lib/ui/here.ts';
import { keepSession, requireSession } from '../session.ts';
import type { Actions, PageServerLoad } from './$types';

const rule = v.strictObject({
	current: v.pipe(v.string(), v.nonEmpty('empty')),
	fresh: v.pipe(v.string(), v.nonEmpty('empty')),
	others: v.optional(v.literal('end'))
});

const STATUS: Record<string, number> = { wait: 429, busy: 503 };

export const load: PageServerLoad = () => ({ suggested: suggestPassphrase(getLocale()) });

export const actions: Actions = {
	default: async ({ cookies, locals, request, setHeaders }) => {
		const session = requireSession(locals);
		const account = requireAccount(locals);
		const read = await readForm(request, rule);
		if (!read.ok) return fail(422, { problems: read.problems });
		const { current, fresh, others } = read.data;
		const change = { current, fresh, endOthers: others === 'end' };
		const answer = await changePassphrase(locals.store, { account, session }, change);
		if (!answer.ok) {
			const { reason } = answer;
			if ('retryAfter' in answer) setHeaders({ 'retry-after': String(answer.retryAfter) });
			const field = reason.startsWith('passphrase-') ? 'fresh' : 'current';
			const problems: Record<string, string> = { [field]: reason };
			return fail(STATUS[reason] ?? 422, { problems });
		}
		keepSession(cookies, session, answer.token);
		redirect(303, here('/account'));
	}
};
