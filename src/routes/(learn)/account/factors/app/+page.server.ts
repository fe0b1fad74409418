import { fail, redirect } from '@sveltejs/kit';
import { encode } from 'uqr';
import * as v from 'valibot';
import { confirmTotp, totpAddress, unconfirmedSecret } from '#lib/accounts/server/totp.ts';
import { siteSettings } from '#lib/operations/server/site-settings.ts';
import { readForm } from '#lib/server/forms.ts';
import { here } from '#lib/ui/here.ts';
import { requireConfirmed } from '../../../../confirmed.ts';
import type { Actions, PageServerLoad } from './$types';

/** The picture as rows of dark (true) and light squares; the page draws it as SVG. */
const picture = (address: string): boolean[][] => encode(address, { ecc: 'M', border: 4 }).data;

export const load: PageServerLoad = async ({ locals, request, url }) => {
	const { accountId } = await requireConfirmed(locals, url);
	const secret = await unconfirmedSecret(locals.store.read, accountId);
	// Gone once it is confirmed; the answer to that form still shows the recovery codes.
	if (!secret && request.method === 'GET') redirect(303, here('/account/factors'));
	if (!secret) return { secret: '', squares: [] };
	const { siteName } = await siteSettings(locals.store);
	return {
		secret: secret.match(/.{1,4}/g)?.join(' ') ?? '',
		squares: picture(totpAddress(secret, siteName))
	};
};

export const actions: Actions = {
	default: async ({ locals, request, url }) => {
		const { accountId } = await requireConfirmed(locals, url);
		const read = await readForm(
			request,
			v.strictObject({ code: v.pipe(v.string(), v.trim(), v.nonEmpty('empty')) })
		);
		if (!read.ok) return fail(422, { problems: read.problems });
		const answer = await confirmTotp(locals.store, accountId, read.data.code);
		if (!answer.ok) return fail(422, { problems: { code: 'app-wrong' } as Record<string, string> });
		if (answer.codes) return { codes: answer.codes };
		redirect(303, here('/account/factors'));
	}
};
