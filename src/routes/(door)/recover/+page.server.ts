import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { suggestPassphrase } from '#lib/accounts/server/passphrases.ts';
import { recover } from '#lib/accounts/server/recovery-flow.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { readForm } from '#lib/server/forms.ts';
import { fieldOf, statusOf } from './refusals.ts';
import type { Actions, PageServerLoad } from './$types';

const rule = v.strictObject({
	handle: v.pipe(v.string(), v.trim(), v.nonEmpty('empty')),
	recovery: v.pipe(v.string(), v.nonEmpty('empty')),
	fresh: v.pipe(v.string(), v.nonEmpty('empty'))
});

export const load: PageServerLoad = () => ({ suggested: suggestPassphrase(getLocale()) });

export const actions: Actions = {
	default: async ({ locals, request, setHeaders }) => {
		const read = await readForm(request, rule);
		if (!read.ok) return fail(422, { phrase: '', problems: read.problems, handle: read.typed.handle });
		const { handle, recovery, fresh } = read.data;
		const tried = { handle, recoveryPhrase: recovery, passphrase: fresh };
		const answer = await recover(locals.store, tried);
		const problems: Record<string, string> = {};
		// Shown in this answer and never again: no address leads to it.
		if (answer.ok) return { phrase: answer.recoveryPhrase, problems, handle };
		if ('retryAfter' in answer) setHeaders({ 'retry-after': String(answer.retryAfter) });
		problems[fieldOf(answer.reason)] = answer.reason;
		return fail(statusOf(answer.reason), { phrase: '', problems, handle });
	}
};
