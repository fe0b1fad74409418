import { fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { named } from '#lib/accounts/server/reset-names.ts';
import { startReset, vouch } from '#lib/accounts/server/resets.ts';
import { readForm } from '#lib/server/forms.ts';
import { requireConfirmed } from '../../confirmed.ts';
import type { Actions, PageServerLoad } from './$types';

const rule = v.strictObject({
	handle: v.pipe(v.string(), v.trim(), v.nonEmpty('empty'), v.maxLength(60, 'too-long'))
});

export const load: PageServerLoad = async ({ locals, url }) => {
	await requireConfirmed(locals, url);
};

/** Who is meant: staff type the name its owner told them, and see no list. */
async function meant({ locals, request, setHeaders, url }: RequestEvent) {
	const { accountId: mine } = await requireConfirmed(locals, url);
	const read = await readForm(request, rule);
	if (!read.ok) return { ok: false as const, refused: fail(422, { problems: read.problems, typed: '' }) };
	const typed = read.data.handle;
	const found = await named(locals.store, mine, typed);
	if (!found.ok) {
		setHeaders({ 'retry-after': String(found.retryAfter) });
		return { ok: false as const, refused: refuse(429, 'wait', typed) };
	}
	return { ok: true as const, mine, hers: found.accountId ?? '', typed };
}

const refuse = (status: number, reason: string, typed: string) => {
	const problems: Record<string, string> = { handle: reason };
	return fail(status, { problems, typed });
};

export const actions: Actions = {
	start: async (event) => {
		const who = await meant(event);
		if (!who.ok) return who.refused;
		const started = await startReset(event.locals.store, who.mine, who.hers);
		return started?.ok
			? { code: started.code, typed: who.typed }
			: refuse(422, started?.reason ?? 'unknown', who.typed);
	},
	vouch: async (event) => {
		const who = await meant(event);
		if (!who.ok) return who.refused;
		const vouched = await vouch(event.locals.store, who.mine, who.hers);
		return vouched?.ok ? { vouched: true } : refuse(422, vouched?.reason ?? 'unknown', who.typed);
	}
};
