import { DEMO } from '$app/env/private';
import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { isStaff } from '#lib/accounts/server/accounts.ts';
import { factorsOf, hasFactor, removeApp, removePasskey } from '#lib/accounts/server/factors.ts';
import { renewRecoveryCodes } from '#lib/accounts/server/recovery-codes.ts';
import { beginTotp } from '#lib/accounts/server/totp.ts';
import { requireAccount } from '#lib/server/account.ts';
import { readForm } from '#lib/server/forms.ts';
import { here } from '#lib/ui/here.ts';
import { requireConfirmed } from '../../../confirmed.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const account = requireAccount(locals);
	return { ...(await factorsOf(locals.store.read, account.id)), isStaff: isStaff(account), isDemo: DEMO };
};

export const actions: Actions = {
	app: async ({ locals, url }) => {
		const { accountId } = await requireConfirmed(locals, url);
		await beginTotp(locals.store, accountId);
		redirect(303, here('/account/factors/app'));
	},

	removeApp: async ({ locals, url }) => {
		const { accountId } = await requireConfirmed(locals, url);
		await removeApp(locals.store, accountId);
		redirect(303, here('/account/factors'));
	},

	removePasskey: async ({ locals, request, url }) => {
		const { accountId } = await requireConfirmed(locals, url);
		const read = await readForm(request, v.strictObject({ passkey: v.string() }));
		if (read.ok) await removePasskey(locals.store, accountId, read.data.passkey);
		redirect(303, here('/account/factors'));
	},

	codes: async ({ locals, url }) => {
		const { accountId } = await requireConfirmed(locals, url);
		if (!(await hasFactor(locals.store.read, accountId))) redirect(303, here('/account/factors'));
		return { codes: await locals.store.write((tx) => renewRecoveryCodes(tx, accountId)) };
	}
};
