import { redirect, type Cookies } from '@sveltejs/kit';
import { endSession, findSession } from '#lib/accounts/server/sessions.ts';
import type { SignedIn } from '#lib/accounts/server/signin.ts';
import { deviceCookie, sessionCookie } from '#lib/server/session-cookie.ts';
import { here } from '#lib/ui/here.ts';

/** Signed in: the cookies are set, and the way leads on. */
export async function arrive(
	{ cookies, locals }: { cookies: Cookies; locals: App.Locals },
	{ token, device }: SignedIn,
	next: string | null
): Promise<never> {
	// Whoever sat here before is not left signed in behind the new person's back.
	if (locals.session) await endSession(locals.store, locals.session.id);
	const session = (await findSession(locals.store, token))?.session;
	sessionCookie.set(cookies, token, session?.kind === 'own' ? session.endsAt : null);
	if (device) deviceCookie.set(cookies, device.token, device.endsAt);
	redirect(303, next ?? here('/my'));
}
