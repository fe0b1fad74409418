import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { confirmIdentity } from '#lib/accounts/server/identity.ts';
import { readForm } from '#lib/server/forms.ts';
import { here } from '#lib/ui/here.ts';
import { internalPath } from '../../../(door)/sign-in/next.ts';
import { keepSession, requireSession } from '../session.ts';
import type { Actions, PageServerLoad } from './$types';

const rule = v.strictObject({
	passphrase: v.pipe(v.string(), v.nonEmpty('empty')),
	next: v.optional(v.string())
});

const STATUS = { wrong: 422, wait: 429, busy: 503 } as const;

export const load: PageServerLoad = ({ url }) => ({ next: internalPath(url.searchParams.get('next')) });

export const actions: Actions = {
	default: async ({ cookies, locals, request, setHeaders }) => {
		const session = requireSession(locals);
		const read = await readForm(request, rule);
		if (!read.ok) return fail(422, { problems: read.problems, next: internalPath(read.typed.next) });
		const next = internalPath(read.data.next);
		const answer = await confirmIdentity(locals.store, session, read.data.passphrase);
		if (!answer.ok) {
			const { reason } = answer;
			if ('retryAfter' in answer) setHeaders({ 'retry-after': String(answer.retryAfter) });
			const problems: Record<string, string> = { passphrase: reason };
			return fail(STATUS[reason], { problems, next });
		}
		keepSession(cookies, session, answer.token);
		redirect(303, next ?? here('/account'));
	}
};
