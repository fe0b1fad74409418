import { error } from '@sveltejs/kit';

/** The signed-in person, for actions behind the gate. */
export function requireAccount(locals: App.Locals): NonNullable<App.Locals['account']> {
	if (!locals.account) error(401, 'Signed out', { code: 'signed-out' });
	return locals.account;
}
