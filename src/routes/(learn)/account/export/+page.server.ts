import { fail } from '@sveltejs/kit';
import { exportWait } from '#lib/accounts/server/export.ts';
import { exportEverything } from '#lib/operations/server/export.ts';
import { requireConfirmed } from '../../../confirmed.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { accountId } = await requireConfirmed(locals, url);
	const seconds = await exportWait(locals.store, accountId);
	return { waitHours: Math.ceil(seconds / 3600) };
};

export const actions: Actions = {
	read: async ({ locals, setHeaders, url }) => {
		const { accountId } = await requireConfirmed(locals, url);
		const answer = await exportEverything(locals.store, accountId);
		if (answer.ok) return { holdings: answer.holdings };
		setHeaders({ 'retry-after': String(answer.retryAfter) });
		return fail(429, { holdings: null });
	}
};
