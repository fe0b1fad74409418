import { auditTrail } from '#lib/accounts/server/events.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = url.searchParams.get('page') ?? '';
	const page = /^[1-9]\d{0,4}$/.test(asked) ? Number(asked) : 1;
	return { ...(await auditTrail(locals.store, { page })), page };
};
