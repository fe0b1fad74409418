import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { keepPasskey, registrationOptions } from '#lib/accounts/server/passkeys.ts';
import { readForm } from '#lib/server/forms.ts';
import { here } from '#lib/ui/here.ts';
import { requireConfirmed } from '../../../../confirmed.ts';
import { siteAt } from '../../../../site.ts';
import type { Actions, PageServerLoad } from './$types';

const rule = v.strictObject({
	label: v.pipe(v.string(), v.trim(), v.nonEmpty('empty'), v.maxLength(40, 'too-long')),
	response: v.optional(v.string(), '')
});

export const load: PageServerLoad = async ({ locals, url }) => {
	await requireConfirmed(locals, url);
};

export const actions: Actions = {
	/** A challenge is written down only when asked for: looking at the page changes nothing. */
	begin: async ({ locals, url }) => {
		const { accountId } = await requireConfirmed(locals, url);
		return { options: await registrationOptions(locals.store, accountId, await siteAt(locals, url)) };
	},

	keep: async ({ locals, request, url }) => {
		const { accountId } = await requireConfirmed(locals, url);
		const refused = (problems: Record<string, string>) => fail(422, { problems });
		const read = await readForm(request, rule);
		if (!read.ok) return refused(read.problems);
		const answer = await keepPasskey(locals.store, accountId, await siteAt(locals, url), read.data);
		if (!answer.ok) return refused({ '': `passkey-${answer.reason}` });
		if (answer.codes) return { codes: answer.codes };
		redirect(303, here('/account/factors'));
	}
};
