import { knownAbout } from '#lib/operations/server/known.ts';
import { requireAccount } from '#lib/server/account.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	known: await knownAbout(locals.store, requireAccount(locals))
});
