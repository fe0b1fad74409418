import { ORIGIN } from '$app/env/private';
import type { Cookies } from '@sveltejs/kit';
import { sessionCookieNames } from './policy.ts';

const secure = ORIGIN.startsWith('https:');
const name = secure ? sessionCookieNames.secure : sessionCookieNames.plain;
const options = { path: '/', httpOnly: true, secure, sameSite: 'lax' } as const;

/** The one cookie of this site. */
export const sessionCookie = {
	read: (cookies: Cookies): string | null => cookies.get(name) ?? null,
	/** `until` null: forgotten when the browser closes, as a shared device needs. */
	set: (cookies: Cookies, token: string, until: Date | null): void =>
		cookies.set(name, token, until ? { ...options, expires: until } : options),
	clear: (cookies: Cookies): void => cookies.delete(name, options)
};
