import { eventsOf } from '#lib/accounts/server/events.ts';
import { requireAccount } from '#lib/server/account.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	events: await eventsOf(locals.store, requireAccount(locals).id)
});
