import { redirect } from '@sveltejs/kit';
import { forgetDevice } from '#lib/accounts/server/devices.ts';
import { endSession } from '#lib/accounts/server/sessions.ts';
import { deviceCookie, sessionCookie } from '#lib/server/session-cookie.ts';
import { here } from '#lib/ui/here.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async ({ cookies, locals, setHeaders }) => {
		if (locals.session) await endSession(locals.store, locals.session.id);
		await forgetDevice(locals.store, deviceCookie.read(cookies));
		sessionCookie.clear(cookies);
		deviceCookie.clear(cookies);
		setHeaders({ 'clear-site-data': '"cache", "cookies", "storage"' });
		redirect(303, here('/sign-out'));
	}
};
