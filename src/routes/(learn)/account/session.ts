import { error, type Cookies } from '@sveltejs/kit';
import type { Session } from '#lib/accounts/server/sessions.ts';
import { sessionCookie } from '#lib/server/session-cookie.ts';

/** The session of the signed-in person, for actions behind the gate. */
export function requireSession(locals: App.Locals): Session {
	if (!locals.session) error(401, 'Signed out', { code: 'signed-out' });
	return locals.session;
}

/** Puts the new token of a session into the cookie, for as long as the old one would have stayed. */
export const keepSession = (cookies: Cookies, { kind, endsAt }: Session, token: string): void =>
	sessionCookie.set(cookies, token, kind === 'own' ? endsAt : null);
