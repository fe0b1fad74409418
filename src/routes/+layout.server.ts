import { DEMO, EXIT_URL, SITE_NAME } from '$app/env/private';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({
	account: locals.account && { handle: locals.account.handle, role: locals.account.role },
	demo: DEMO,
	siteName: SITE_NAME,
	exitUrl: EXIT_URL
});
