import { DEMO } from '$app/env/private';
import { siteSettings } from '#lib/operations/server/site-settings.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => ({
	account: locals.account && { handle: locals.account.handle, role: locals.account.role },
	demo: DEMO,
	site: await siteSettings(locals.store)
});
