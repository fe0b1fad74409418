import { building } from '$app/env';
import { DATABASE_URL, DATA_DIR, DEMO } from '$app/env/private';
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
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

type Refusal = Pick<App.Error, 'status' | 'message' | 'code' | 'typed'>;

/** Requests that go no further, each with what its page will say. */
const refusals = new WeakMap<App.Locals, Refusal>();

const ownRequests: Handle = ({ event, resolve }) => {
	if (!isOwnRequest(event.request, event.url.origin))
		refusals.set(event.locals, { status: 403, message: 'Cross-site request', code: 'cross-site' });
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
	const refusal = refusals.get(event.locals) ?? (await turnedAway(event));
	return refusal ? refuse(event, refusal, resolve) : resolve(event);
};

/** Staff work with a second factor; the demo's, whose passphrase is public anyway, are not asked for one. */
async function lacksFactor({ account }: App.Locals): Promise<boolean> {
	if (DEMO || !account || !isStaff(account)) return false;
	return !(await hasFactor(store.read, account.id));
}

async function turnedAway(event: RequestEvent): Promise<Refusal | null> {
	if (event.route.id === null) return null;
	// Kit takes this name for a mistake of ours, and would answer 500.
	if (event.url.searchParams.has('/default')) return { status: 404, message: 'Not found' };
	const isClosed = isCatalogue(event.route.id) && !(await siteSettings(store)).isCataloguePublic;
	const policy = isClosed ? 'account' : policyOf(event.route.id);
	const answer = gate(policy, event.locals.account?.role ?? null);
	if (answer === 'enter') {
		if (asksForFactor(event.route.id, policy) && (await lacksFactor(event.locals)))
			redirect(303, `/${event.url.pathname.split('/')[1]}/account/factors`);
		return null;
	}
	if (answer === 'not-found') return { status: 404, message: 'Not found' };
	if (event.request.method === 'GET' || event.request.method === 'HEAD') {
		const locale = event.url.pathname.split('/')[1];
		redirect(303, `/${locale}/sign-in?next=${encodeURIComponent(event.url.pathname)}`);
	}
	return { status: 401, message: 'Signed out', code: 'signed-out', typed: await typedText(event.request) };
}

/**
 * Answers with a page of ours. An error thrown in a hook would get the bare static page, so the request goes on as
 * an empty form for an action that no page has: that fails before any code of the route runs, and handleError gives
 * the failure the words of the refusal. What was not a visit is nobody's from here on, so that an endpoint which
 * takes a POST (tests/rules/routes.test.ts names them) turns it away too.
 */
async function refuse(
	event: RequestEvent,
	refusal: Refusal,
	resolve: (event: RequestEvent) => Response | Promise<Response>
): Promise<Response> {
	const { status, message, ...more } = refusal;
	if (event.isDataRequest) error(status, message, more);
	refusals.set(event.locals, refusal);
	if (event.request.method !== 'GET' && event.request.method !== 'HEAD') {
		event.locals.account = null;
		event.locals.session = null;
	}
	const headers = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
	const request = new Request(new URL('?/refused', event.url), { method: 'POST', headers });
	const answer = await resolve({ ...event, request });
	if (answer.status !== status) error(status, message, more);
	answer.headers.delete('allow');
	return answer;
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
	if (kind !== 'unknown') return refusals.get(event.locals);
	const failure = asFailure(caught);
	if (failure instanceof StoreFailure)
		return { status: STATUS[failure.reason], message: failure.message, code: failure.reason, retryAfter: 5 };
	const id = newId();
	console.error(`[${id}] ${event.route.id ?? 'no route'}`, caught);
	return { message: 'Unexpected error', id };
};
