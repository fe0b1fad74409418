import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { passphraseOf } from '#lib/accounts/newcomer.ts';
import { findSetup, setUp } from '#lib/accounts/server/setup.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { sessionCookie } from '#lib/server/session-cookie.ts';
import { here } from '#lib/ui/here.ts';
import {
	chosen,
	named,
	nobody,
	readStep,
	refusedGroups,
	refusedStep,
	stepAt,
	suggestAnother,
	unsavedStep,
	written
} from '../../steps.ts';
import type { Actions, PageServerLoad } from './$types';

async function refuseClosed({ locals, params }: Pick<RequestEvent<{ token: string }>, 'locals' | 'params'>) {
	if (!(await findSetup(locals.store, params.token))) error(410, 'This address is closed');
}

export const load: PageServerLoad = async (event) => {
	await refuseClosed(event);
	return { first: stepAt('name', nobody) };
};

export const actions: Actions = {
	suggest: async (event) => {
		await refuseClosed(event);
		const sent = await readStep(event.request);
		return sent.ok ? suggestAnother(sent) : sent.refused;
	},

	name: async (event) => {
		await refuseClosed(event);
		const sent = await readStep(event.request);
		return sent.ok ? named(event.locals.store, sent.values) : sent.refused;
	},

	passphrase: async (event) => {
		await refuseClosed(event);
		const sent = await readStep(event.request);
		return sent.ok ? chosen(sent.values) : sent.refused;
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

	create: async ({ cookies, locals, params, request, setHeaders }) => {
		const sent = await readStep(request);
		if (!sent.ok) return sent.refused;
		const { values } = sent;
		const refused = refusedGroups(values);
		if (refused) return refused;
		const { handle, recovery } = values;
		const entry = { handle, passphrase: passphraseOf(values), recoveryPhrase: recovery, locale: getLocale() };
		const answer = await setUp(locals.store, params.token, entry).catch((caught: unknown) =>
			unsavedStep(values, caught)
		);
		if ('status' in answer) return answer;
		if (!answer.ok) {
			if (answer.reason === 'closed') error(410, 'This address is closed');
			if ('retryAfter' in answer) setHeaders({ 'retry-after': String(answer.retryAfter) });
			return refusedStep(values, answer);
		}
		sessionCookie.set(cookies, answer.token, null);
		redirect(303, here('/cohorts'));
	}
};
