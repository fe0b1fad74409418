import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { passphraseOf, type Newcomer } from '#lib/accounts/newcomer.ts';
import { findInvitation } from '#lib/accounts/server/invitations.ts';
import { signUp } from '#lib/accounts/server/signup.ts';
import { join, joinExisting } from '#lib/cohorts/server/entrances.ts';
import { membership } from '#lib/cohorts/server/memberships.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { sessionCookie } from '#lib/server/session-cookie.ts';
import { here } from '#lib/ui/here.ts';
import {
	chosen,
	named,
	readStep,
	refusedGroups,
	refusedStep,
	stepAt,
	suggestAnother,
	unsavedStep,
	written
} from '../steps.ts';
import type { Actions } from './$types';

/** Each step looks at the code again: it may be used or withdrawn while someone thinks about a name. */
async function refusedCode({ locals, setHeaders }: RequestEvent, values: Newcomer) {
	if (!values.code.trim()) return fail(422, stepAt('code', values, { code: 'empty' }));
	const found = await findInvitation(locals.store, values.code);
	if (found.ok) return null;
	if (found.reason === 'wait') setHeaders({ 'retry-after': String(found.retryAfter) });
	return refusedStep(values, { ...found, reason: `code-${found.reason}` });
}

/** Somebody with an account brings it into one more group. */
async function bring(event: RequestEvent, accountId: string, values: Newcomer) {
	const joined = await joinExisting(event.locals.store, accountId, values.code, getLocale());
	if (joined.ok) redirect(303, here(`/cohorts/${joined.cohortId}`));
	return refusedStep(values, { ...joined, reason: `code-${joined.reason}` });
}

export const actions: Actions = {
	begin: async (event) => {
		const sent = await readStep(event.request);
		if (!sent.ok) return sent.refused;
		const refused = await refusedCode(event, sent.values);
		if (refused) return refused;
		const { account } = event.locals;
		return account ? bring(event, account.id, sent.values) : stepAt('name', sent.values);
	},

	suggest: async (event) => {
		const sent = await readStep(event.request);
		if (!sent.ok) return sent.refused;
		return (await refusedCode(event, sent.values)) ?? suggestAnother(sent);
	},

	name: async (event) => {
		const sent = await readStep(event.request);
		if (!sent.ok) return sent.refused;
		return (await refusedCode(event, sent.values)) ?? named(event.locals.store, sent.values);
	},

	passphrase: async (event) => {
		const sent = await readStep(event.request);
		if (!sent.ok) return sent.refused;
		return (await refusedCode(event, sent.values)) ?? chosen(sent.values);
	},

	recovery: async ({ request }) => {
		const sent = await readStep(request);
		return sent.ok ? written(sent.values) : sent.refused;
	},

	groups: async ({ request }) => {
		const sent = await readStep(request);
		if (!sent.ok) return sent.refused;
		return refusedGroups(sent.values) ?? stepAt('limits', sent.values);
	},

	back: async ({ request }) => {
		const sent = await readStep(request);
		return sent.ok ? stepAt(sent.to, sent.values) : sent.refused;
	},

	create: async (event) => {
		const { cookies, locals, request, setHeaders } = event;
		const sent = await readStep(request);
		if (!sent.ok) return sent.refused;
		const { values } = sent;
		const refused = refusedGroups(values);
		if (refused) return refused;
		const locale = getLocale();
		const { code, handle, recovery } = values;
		const entry = { code, handle, passphrase: passphraseOf(values), recoveryPhrase: recovery, locale };
		const answer = await signUp(locals.store, entry, async (tx, accountId, invitation) => {
			await join(tx, accountId, invitation, locale);
			const { cohortId } = invitation;
			return cohortId && (await membership(tx, accountId, cohortId)) ? cohortId : null;
		}).catch((caught: unknown) => unsavedStep(values, caught));
		if ('status' in answer) return answer;
		if (!answer.ok) {
			if ('retryAfter' in answer) setHeaders({ 'retry-after': String(answer.retryAfter) });
			return refusedStep(values, answer);
		}
		sessionCookie.set(cookies, answer.token, null);
		redirect(303, here(answer.joined ? `/cohorts/${answer.joined}` : '/my'));
	}
};
