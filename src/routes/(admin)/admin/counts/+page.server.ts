import { siteCounts } from '#lib/operations/server/counts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ counts: await siteCounts(locals.store) });
