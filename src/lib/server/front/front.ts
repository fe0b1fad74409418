import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { securityHeaders } from '../policy.ts';
import { dress } from './answer.ts';
import { keepPages, type KeptPages } from './kept.ts';
import type { OriginOf } from './origins.ts';
import { rawRefusal, refuse, type Refusal } from './refusals.ts';

/** The app as adapter-node hands it out (a connect-style middleware). */
export type Handler = (req: IncomingMessage, res: ServerResponse, next: () => void) => unknown;

/** Private request headers that carry the origin to adapter-node (its PROTOCOL_HEADER and HOST_HEADER). */
export const originHeaders = { protocol: 'x-kade-proto', host: 'x-kade-host' } as const;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const MAX_URL = 2048;

/** What a stranger may claim about where a request came from; none of it is believed, most of it would identify. */
const CLAIMS =
	/^(x-forwarded-|x-kade-|forwarded$|x-real-ip$|x-client-ip$|cf-connecting-ip$|true-client-ip$|via$)/;

/**
 * The HTTP server around the app: limits, origin, headers, compression, kept pages. It writes no log line about a
 * request: no address, no path, no browser name.
 *
 * @param originOf tells under which address a visitor came
 * @param handler the app, or null as long as it is starting
 */
export function createFront(
	originOf: OriginOf,
	handler: () => Handler | null
): { server: Server; pages: KeptPages } {
	const pages = keepPages();
	const policies = new Map<string, Record<string, string>>();

	function policyFor(origin: string): Record<string, string> {
		const known = policies.get(origin);
		if (known) return known;
		if (policies.size > 20) policies.clear();
		const made = securityHeaders(origin);
		policies.set(origin, made);
		return made;
	}

	async function respond(
		req: IncomingMessage,
		res: ServerResponse,
		origin: string,
		key: string | null
	): Promise<void> {
		dress(req, res, policyFor(origin), key === null ? undefined : (page) => pages.put(key, page));

		const refusal = refusalFor(req);
		if (refusal) return refuse(res, refusal);
		const app = handler();
		if (!app) return refuse(res, 503);

		const url = new URL(origin);
		for (const name in req.headers) if (CLAIMS.test(name)) delete req.headers[name];
		req.headers[originHeaders.protocol] = url.protocol.slice(0, -1);
		req.headers[originHeaders.host] = url.host;
		await app(req, res, () => refuse(res, 404));
	}

	function listener(req: IncomingMessage, res: ServerResponse): void {
		const origin = originOf(req.headers);
		const key = pages.key(req, origin);
		if (key !== null && pages.answer(key, req, res)) return;
		respond(req, res, origin, key).catch((error: unknown) => {
			console.error(error);
			if (res.headersSent) res.destroy();
			else refuse(res, 500);
		});
	}

	const server = createServer(
		{
			maxHeaderSize: 16 * 1024,
			headersTimeout: 10_000,
			requestTimeout: 30_000,
			connectionsCheckingInterval: 5_000,
			keepAliveTimeout: 5_000,
			// Node would answer a missing Host by itself, without our headers.
			requireHostHeader: false
		},
		listener
	);
	server.on('checkExpectation', (req: IncomingMessage, res: ServerResponse) => {
		dress(req, res, policyFor(originOf(req.headers)));
		refuse(res, 417);
	});
	server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
		if (!socket.writable || error.code === 'ECONNRESET') return socket.destroy();
		socket.end(rawRefusal(statusOf(error), policyFor(originOf({}))));
	});
	return { server, pages };
}

function refusalFor(req: IncomingMessage): Refusal | null {
	const url = req.url ?? '';
	if (url.length > MAX_URL) return 414;
	if (!METHODS.includes(req.method ?? '')) return 405;
	// `//host/…` looks like another site's address to whatever builds a link from it, `/en//host` once its language is off.
	if (!url.startsWith('/') || /^[^?]*\/\//.test(url) || url.includes('\\')) return 400;
	// No address of ours holds this character, and PostgreSQL refuses text that does.
	if (url.includes('%00')) return 400;
	return req.httpVersion === '1.1' && req.headers.host === undefined ? 400 : null;
}

function statusOf(error: NodeJS.ErrnoException): Refusal {
	if (error.code === 'HPE_HEADER_OVERFLOW') return 431;
	if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
	return 400;
}
