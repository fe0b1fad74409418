import { ORIGIN } from '$app/env/private';
import type { Cookies } from '@sveltejs/kit';
import { deviceCookieNames, sessionCookieNames } from './policy.ts';

const secure = ORIGIN.startsWith('https:');
const name = secure ? sessionCookieNames.secure : sessionCookieNames.plain;
const deviceName = secure ? deviceCookieNames.secure : deviceCookieNames.plain;
const options = { path: '/', httpOnly: true, secure, sameSite: 'lax' } as const;

/** Who is signed in: the one cookie everybody with an account gets. */
export const sessionCookie = {
	read: (cookies: Cookies): string | null => cookies.get(name) ?? null,
	/** `until` null: forgotten when the browser closes, as a shared device needs. */
	set: (cookies: Cookies, token: string, until: Date | null): void =>
		cookies.set(name, token, until ? { ...options, expires: until } : options),
	clear: (cookies: Cookies): void => cookies.delete(name, options)
};

/**
 * The second cookie, on a device its owner called her own: guesses of others cannot lock her out there. Signing
 * out and wiping take it away.
 */
export const deviceCookie = {
	read: (cookies: Cookies): string | null => cookies.get(deviceName) ?? null,
	set: (cookies: Cookies, token: string, until: Date): void =>
		cookies.set(deviceName, token, { ...options, expires: until }),
	clear: (cookies: Cookies): void => cookies.delete(deviceName, options)
};
