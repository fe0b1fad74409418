import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { CODE_FORMS } from '#lib/accounts/code-forms.ts';
import { inviteMany, invitations, withdraw } from '#lib/cohorts/server/invitations.ts';
import { people, removeMember } from '#lib/cohorts/server/memberships.ts';
import { requireAccount } from '#lib/server/account.ts';
import { dayOf } from '#lib/server/clock.ts';
import { readForm } from '#lib/server/forms.ts';
import { here } from '#lib/ui/here.ts';
import { attempted } from '../post-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const account = requireAccount(locals);
	const found = await people(locals.store, account.id, params.cohort);
	const listed = await invitations(locals.store, account.id, params.cohort);
	if (!found || !listed) error(404, 'Not found');
	const today = dayOf(new Date());
	return {
		cohortId: params.cohort,
		people: found,
		invitations: listed.map(({ id, role, cohortRole, expiresAt, usedOn }) => {
			// Whoever holds a code that ends tonight should come today: the last whole day is the one to print.
			const until = dayOf(new Date(expiresAt.getTime() - 1));
			return { id, role, cohortRole, usedOn, until, expired: until < today };
		}),
		address: `${url.host}${here('/join')}`
	};
};

const inviteRule = v.strictObject({
	role: v.string(),
	count: v.string(),
	form: v.optional(v.picklist(CODE_FORMS, 'unexpected'), 'digits')
});

export const actions: Actions = {
	invite: async ({ locals, params, request }) => {
		const form = await readForm(request, inviteRule);
		if (!form.ok) return fail(422, { problems: form.problems, typed: form.typed });
		const typed = form.data;
		const account = requireAccount(locals);
		const made = await attempted(
			inviteMany(locals.store, account, params.cohort, typed.role, Number(typed.count), typed.form)
		);
		if (!made) error(404, 'Not found');
		if ('failure' in made) return fail(made.failure.status, { problems: { '': made.failure.code }, typed });
		if (!made.ok) return fail(422, { problems: { [made.reason]: made.reason }, typed });
		const until = dayOf(new Date(made.expiresAt.getTime() - 1));
		return { codes: made.codes, until, cohortRole: made.cohortRole };
	},
	withdraw: async ({ locals, params, request }) => {
		const form = await readForm(request, v.strictObject({ invitation: v.string() }));
		const { id } = requireAccount(locals);
		const done = form.ok && (await withdraw(locals.store, id, params.cohort, form.data.invitation));
		if (!done) error(404, 'Not found');
		return { withdrawn: true };
	},
	remove: async ({ locals, params, request }) => {
		const form = await readForm(request, v.strictObject({ ref: v.string() }));
		const { id } = requireAccount(locals);
		const done = form.ok && (await removeMember(locals.store, id, params.cohort, form.data.ref));
		if (!done) error(404, 'Not found');
		return { removed: true };
	}
};
