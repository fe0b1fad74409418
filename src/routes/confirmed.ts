import { error, redirect } from '@sveltejs/kit';
import { isConfirmed } from '#lib/accounts/server/identity.ts';
import type { Session } from '#lib/accounts/server/sessions.ts';
import { here } from '#lib/ui/here.ts';

/**
 * Asks for the passphrase before a sensitive act, unless it was given within five minutes at this session. For the
 * load and for every action of such a page: whoever has to confirm comes back to the page, not to the act.
 *
 * @throws redirect to `/account/confirm`, or 401 without a session
 */
export async function requireConfirmed(locals: App.Locals, url: URL): Promise<Session> {
	const { session, store } = locals;
	if (!session) error(401, 'Signed out', { code: 'signed-out' });
	if (await isConfirmed(store, session)) return session;
	redirect(303, here(`/account/confirm?next=${encodeURIComponent(url.pathname)}`));
}
