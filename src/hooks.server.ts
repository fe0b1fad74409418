import { building } from '$app/env';
import { DATABASE_URL, DATA_DIR, DEMO } from '$app/env/private';
import { error, redirect } from '@sveltejs/kit';
import { sequence, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit/hooks';
import { isStaff } from '#lib/accounts/server/accounts.ts';
import { hasFactor } from '#lib/accounts/server/factors.ts';
import { findSession } from '#lib/accounts/server/sessions.ts';
import { siteSettings } from '#lib/operations/server/site-settings.ts';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { isOwnRequest } from '#lib/server/cross-site.ts';
import { asksForFactor } from '#lib/server/factor-gate.ts';
import { gate, isCatalogue, policyOf } from '#lib/server/gate.ts';
import { newId } from '#lib/server/secrets.ts';
import { sessionCookie } from '#lib/server/session-cookie.ts';
import { asFailure, StoreFailure } from '#lib/server/store/failure.ts';
import { openStore } from '#lib/server/store/open.ts';
import type { Store } from '#lib/server/store/store.ts';
import { directionOf, isLocale, preferredLocale } from '#lib/ui/languages.ts';
import { prepare } from './start.ts';

let store: Store;

export const init: ServerInit = async () => {
	if (building) return;
	store = await openStore({ url: DATABASE_URL, folder: DATA_DIR, migrations: 'drizzle' });
	process.once('sveltekit:shutdown', () => store.close());
	await prepare(store);
};

const ownRequests: Handle = ({ event, resolve }) => {
	if (!isOwnRequest(event.request, event.url.origin))
		error(403, 'Cross-site request', { code: 'cross-site' });
	return resolve(event);
};

/** Every page's address carries its language; without one, the browser's wish decides once and nothing is kept. */
const languageInAddress: Handle = ({ event, resolve }) => {
	const first = event.url.pathname.split('/')[1] ?? '';
	const isFile = event.url.pathname.startsWith('/_app/') || event.url.pathname.startsWith('/assets/');
	if (!isFile && !isLocale(first) && event.request.method === 'GET' && !event.isSubRequest) {
		const locale = preferredLocale(event.request.headers.get('accept-language'));
		const rest = event.url.pathname === '/' ? '' : event.url.pathname;
		redirect(307, `/${locale}${rest}${event.url.search}`);
	}
	return paraglideMiddleware(event.request, ({ locale }) =>
		resolve(event, {
			transformPageChunk: ({ html }) => html.replace('%lang%', locale).replace('%dir%', directionOf(locale))
		})
	);
};

const identify: Handle = async ({ event, resolve }) => {
	event.locals.store = store;
	const found = await findSession(store, sessionCookie.read(event.cookies));
	event.locals.account = found?.account ?? null;
	event.locals.session = found?.session ?? null;
	return resolve(event);
};

/** Default-deny: the route's group is its policy, and a route in no group is open to nobody. */
const admit: Handle = async ({ event, resolve }) => {
	if (event.route.id === null) return resolve(event);
	const isClosed = isCatalogue(event.route.id) && !(await siteSettings(store)).isCataloguePublic;
	const policy = isClosed ? 'account' : policyOf(event.route.id);
	const answer = gate(policy, event.locals.account?.role ?? null);
	if (answer === 'not-found') error(404, 'Not found');
	if (answer === 'sign-in') await askToSignIn(event);
	if (asksForFactor(event.route.id, policy) && (await lacksFactor(event.locals)))
		redirect(303, `/${event.url.pathname.split('/')[1]}/account/factors`);
	return resolve(event);
};

/** Staff work with a second factor; the demo's, whose passphrase is public anyway, are not asked for one. */
async function lacksFactor({ account }: App.Locals): Promise<boolean> {
	if (DEMO || !account || !isStaff(account)) return false;
	return !(await hasFactor(store.read, account.id));
}

async function askToSignIn(event: Parameters<Handle>[0]['event']): Promise<never> {
	if (event.request.method === 'GET' || event.request.method === 'HEAD') {
		const locale = event.url.pathname.split('/')[1];
		redirect(303, `/${locale}/sign-in?next=${encodeURIComponent(event.url.pathname)}`);
	}
	error(401, 'Signed out', { code: 'signed-out', typed: await typedText(event.request) });
}

/** What a person wrote while her session ended is hers: the page gives it back to copy. */
async function typedText(request: Request): Promise<{ name: string; value: string }[]> {
	const form = await request.formData().catch(() => new FormData());
	return [...form]
		.filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].trim().length > 20)
		.filter(([name]) => ['text', 'title', 'agenda', 'reason'].includes(name))
		.map(([name, value]) => ({ name, value }));
}

export const handle = sequence(ownRequests, languageInAddress, identify, admit);

const STATUS = { busy: 503, readonly: 503, down: 503, full: 507 } as const;

/** Unexpected errors show a number and nothing else; a database that cannot answer says so plainly. */
export const handleError: HandleServerError = ({ kind, error: caught, event }) => {
	if (kind !== 'unknown') return;
	const failure = asFailure(caught);
	if (failure instanceof StoreFailure)
		return { status: STATUS[failure.reason], message: failure.message, code: failure.reason, retryAfter: 5 };
	const id = newId();
	console.error(`[${id}] ${event.route.id ?? 'no route'}`, caught);
	return { message: 'Unexpected error', id };
};
