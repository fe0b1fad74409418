import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { signIn } from '#lib/accounts/server/signin.ts';
import { waysToFinish } from '#lib/accounts/server/signin-second.ts';
import { readForm } from '#lib/server/forms.ts';
import { deviceCookie } from '#lib/server/session-cookie.ts';
import { here } from '#lib/ui/here.ts';
import { siteAt } from '../../site.ts';
import { arrive } from '../arrival.ts';
import { internalPath } from './next.ts';
import type { Actions, PageServerLoad } from './$types';

const rule = v.strictObject({
	handle: v.pipe(v.string(), v.trim(), v.nonEmpty('empty')),
	passphrase: v.pipe(v.string(), v.nonEmpty('empty')),
	shared: v.optional(v.literal('yes')),
	next: v.optional(v.string())
});

const STATUS = { wrong: 422, suspended: 403, wait: 429, busy: 503 } as const;

export const load: PageServerLoad = ({ locals, url }) => {
	const next = internalPath(url.searchParams.get('next'));
	if (locals.account) redirect(303, next ?? here('/my'));
	return { next };
};

export const actions: Actions = {
	default: async ({ cookies, locals, request, setHeaders, url }) => {
		const read = await readForm(request, rule);
		if (!read.ok) {
			const { handle = '', shared, next } = read.typed;
			return fail(422, {
				problems: read.problems,
				handle,
				isShared: shared === 'yes',
				next: internalPath(next)
			});
		}
		const { handle, passphrase, shared } = read.data;
		const next = internalPath(read.data.next);
		const device = deviceCookie.read(cookies);
		const kind = shared ? 'shared' : 'own';
		const answer = await signIn(locals.store, { handle, passphrase, kind, device });
		if (answer.ok) return arrive({ cookies, locals }, answer, next);
		const { reason } = answer;
		if (reason === 'second-step') {
			const { pending } = answer;
			const ways = await waysToFinish(locals.store, pending, await siteAt(locals, url));
			return { second: { pending, ways, next } };
		}
		if ('retryAfter' in answer) setHeaders({ 'retry-after': String(answer.retryAfter) });
		const problems: Record<string, string> = { '': reason };
		return fail(STATUS[reason], { problems, handle, isShared: shared === 'yes', next });
	}
};
