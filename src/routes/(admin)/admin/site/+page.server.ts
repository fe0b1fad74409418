import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import {
	asTyped,
	changeSiteSettings,
	LONGEST_SHORT_NAME,
	LONGEST_SITE_NAME,
	siteSettings
} from '#lib/operations/server/site-settings.ts';
import { requireAccount } from '#lib/server/account.ts';
import { readForm } from '#lib/server/forms.ts';
import { here } from '#lib/ui/here.ts';
import { requireConfirmed } from '../../../confirmed.ts';
import type { Actions, PageServerLoad } from './$types';

const form = v.strictObject({
	siteName: v.string(),
	shortName: v.string(),
	icon: v.optional(v.string(), ''),
	exitUrl: v.string(),
	isCataloguePublic: v.optional(v.string(), '')
});

export const load: PageServerLoad = async ({ locals, url }) => {
	await requireConfirmed(locals, url);
	return {
		settings: asTyped(await siteSettings(locals.store)),
		longest: { siteName: LONGEST_SITE_NAME, shortName: LONGEST_SHORT_NAME },
		saved: url.searchParams.has('saved')
	};
};

export const actions: Actions = {
	default: async ({ locals, request, url }) => {
		await requireConfirmed(locals, url);
		const read = await readForm(request, form);
		if (!read.ok) return fail(422, { problems: read.problems, typed: read.typed });
		const changed = await changeSiteSettings(locals.store, requireAccount(locals), read.data);
		if (!changed) error(404, 'Not found');
		if (!changed.ok) return fail(422, { problems: changed.problems, typed: read.data });
		redirect(303, here('/admin/site?saved'));
	}
};
