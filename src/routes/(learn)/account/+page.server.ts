import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { setLocale } from '#lib/accounts/server/accounts.ts';
import { dismissNotice, noticesOf } from '#lib/accounts/server/notices.ts';
import { sessionsOf } from '#lib/accounts/server/profile-sessions.ts';
import { cancel } from '#lib/accounts/server/resets.ts';
import { endAllSessions } from '#lib/accounts/server/sessions.ts';
import { locales } from '#lib/paraglide/runtime.js';
import { requireAccount } from '#lib/server/account.ts';
import { readForm } from '#lib/server/forms.ts';
import { deviceCookie, sessionCookie } from '#lib/server/session-cookie.ts';
import { here } from '#lib/ui/here.ts';
import { requireSession } from './session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { handle, role, locale } = requireAccount(locals);
	const session = requireSession(locals);
	const [notices, sessions] = await Promise.all([
		noticesOf(locals.store, session.accountId),
		sessionsOf(locals.store, session)
	]);
	return { handle, role, locale, notices, sessions: sessions.length };
};

export const actions: Actions = {
	language: async ({ locals, request }) => {
		const account = requireAccount(locals);
		const read = await readForm(request, v.strictObject({ locale: v.picklist(locales) }));
		if (!read.ok) return fail(422, { problems: read.problems });
		await setLocale(locals.store, account.id, read.data.locale);
		redirect(303, `/${read.data.locale}/account`);
	},

	dismiss: async ({ locals, request }) => {
		const account = requireAccount(locals);
		const read = await readForm(request, v.strictObject({ notice: v.string() }));
		if (!read.ok) return fail(422, { problems: read.problems });
		await dismissNotice(locals.store, account.id, read.data.notice);
		redirect(303, here('/account'));
	},

	cancelReset: async ({ locals }) => {
		await cancel(locals.store, requireAccount(locals).id);
		redirect(303, here('/account'));
	},

	leave: async ({ cookies, locals, setHeaders }) => {
		await endAllSessions(locals.store, requireAccount(locals).id);
		sessionCookie.clear(cookies);
		deviceCookie.clear(cookies);
		setHeaders({ 'clear-site-data': '"cache", "cookies", "storage"' });
		redirect(303, here('/sign-out'));
	}
};
