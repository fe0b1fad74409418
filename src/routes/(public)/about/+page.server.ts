import { keptPage } from '#lib/server/kept-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, setHeaders }) => {
	if (!locals.account) setHeaders(keptPage);
};
