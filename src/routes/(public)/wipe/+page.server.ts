import { redirect } from '@sveltejs/kit';
import { forgetDevice } from '#lib/accounts/server/devices.ts';
import { endSession } from '#lib/accounts/server/sessions.ts';
import { deviceCookie, sessionCookie } from '#lib/server/session-cookie.ts';
import { StoreFailure } from '#lib/server/store/failure.ts';
import { here } from '#lib/ui/here.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async ({ cookies, locals, setHeaders }) => {
		try {
			if (locals.session) await endSession(locals.store, locals.session.id);
			await forgetDevice(locals.store, deviceCookie.read(cookies));
		} catch (error) {
			// A database that cannot write must not keep her from clearing this browser; the session ends by itself.
			if (!(error instanceof StoreFailure)) throw error;
		}
		sessionCookie.clear(cookies);
		deviceCookie.clear(cookies);
		setHeaders({ 'clear-site-data': '"cache", "cookies", "storage", "executionContexts"' });
		redirect(303, here('/wipe/done'));
	}
};
