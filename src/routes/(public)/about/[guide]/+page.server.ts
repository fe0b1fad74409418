import { error } from '@sveltejs/kit';
import { guideIn } from '#lib/guides/guides.ts';
import { heldAboutPeople } from '#lib/operations/server/retention-rules.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { keptPage } from '#lib/server/kept-page.ts';
import type { PageServerLoad } from './$types';

/** The guides that end with the list of everything that is held. */
const TELLING = ['privacy', 'court'];

export const load: PageServerLoad = ({ params, locals, setHeaders }) => {
	const found = guideIn(params.guide, getLocale());
	if (!found) error(404, 'Not found');
	if (!locals.account) setHeaders(keptPage);
	return {
		name: params.guide,
		locales: found.locales,
		missing: found.missing,
		held: TELLING.includes(params.guide) ? heldAboutPeople() : null
	};
};
