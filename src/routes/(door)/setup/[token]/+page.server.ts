import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { passphraseOf, type Newcomer } from '#lib/accounts/newcomer.ts';
import { findSetup, setUp } from '#lib/accounts/server/setup.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { sessionCookie } from '#lib/server/session-cookie.ts';
import { here } from '#lib/ui/here.ts';
import {
	chosen,
	nameStep,
	phraseStep,
	readStep,
	refusedStep,
	suggestAnother,
	unsavedStep
} from '../../steps.ts';
import type { Actions, PageServerLoad } from './$types';

const nobody: Newcomer = { code: '', handle: '', use: 'suggested', suggested: '', own: '', recovery: '' };

async function refuseClosed({ locals, params }: Pick<RequestEvent<{ token: string }>, 'locals' | 'params'>) {
	if (!(await findSetup(locals.store, params.token))) error(410, 'This address is closed');
}

export const load: PageServerLoad = async (event) => {
	await refuseClosed(event);
	return { first: nameStep(nobody) };
};

export const actions: Actions = {
	suggest: async (event) => {
		await refuseClosed(event);
		const sent = await readStep(event.request);
		return sent.ok ? suggestAnother(sent) : sent.refused;
	},

	choose: async (event) => {
		await refuseClosed(event);
		const sent = await readStep(event.request);
		return sent.ok ? chosen(event.locals.store, sent.values) : sent.refused;
	},

	back: async ({ request }) => {
		const sent = await readStep(request);
		return sent.ok ? nameStep(sent.values) : sent.refused;
	},

	create: async ({ cookies, locals, params, request, setHeaders }) => {
		const sent = await readStep(request);
		if (!sent.ok) return sent.refused;
		const { values, written } = sent;
		if (!written) return fail(422, phraseStep(values, { written: 'written-missing' }));
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
