import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { sessionCookieNames } from '../policy.ts';
import { acceptedEncoding, compress, isText, type Encoding } from './compression.ts';
import type { Page } from './kept.ts';

/** Under this many bytes compression saves nothing worth its time; over the other, it would hold too much memory. */
const WORTH_IT = 400;
const TOO_LARGE = 2 * 1024 * 1024;

/**
 * Takes over `res` so that, whoever answers (the app, the static files, a refusal), the policy's headers are on it,
 * text goes out compressed, and a page the app marked with `x-kade-keep: <seconds>` reaches `keep`.
 */
export function dress(
	req: IncomingMessage,
	res: ServerResponse,
	policy: Record<string, string>,
	keep?: (page: Page) => void
): void {
	const original = { writeHead: res.writeHead, write: res.write, end: res.end };
	let begun = false;
	/** the body so far, while it is held back to be compressed or kept */
	let held: Buffer[] | null = null;
	let seconds = 0;

	function begin(status: number, given: OutgoingHttpHeaders = {}): void {
		begun = true;
		res.statusCode = status;
		for (const name in given) res.setHeader(name, given[name] as string);
		seconds = keepable(req, res);
		// The static file handler hands its ETag over here; an ETag set before is SvelteKit's own, on a page.
		tidy(res, 'etag' in given);
		for (const name in policy) if (!res.hasHeader(name)) res.setHeader(name, policy[name] as string);

		const length = Number(res.getHeader('content-length') ?? NaN);
		const text = isText(String(res.getHeader('content-type') ?? '')) && !res.hasHeader('content-encoding');
		if (text && status === 200) vary(res);
		if (text && req.method === 'HEAD') res.removeHeader('content-length');
		if (text && length >= WORTH_IT && length <= TOO_LARGE && req.method !== 'HEAD' && status !== 206)
			held = [];
		else original.writeHead.call(res, res.statusCode);
	}

	async function finish(chunks: Buffer[]): Promise<void> {
		const body = Buffer.concat(chunks);
		const encoding = encodingFor(req);
		if (seconds > 0 && keep) keep({ headers: textHeaders(res), body, seconds });
		const packed = await compress(body, encoding, 'quick');
		if (res.destroyed) return;
		if (encoding !== 'identity') res.setHeader('Content-Encoding', encoding);
		vary(res);
		res.setHeader('Content-Length', packed.length);
		original.writeHead.call(res, res.statusCode);
		original.end.call(res, packed, 'utf8');
	}

	res.writeHead = ((status: number, ...rest: unknown[]) => {
		const given = rest.findLast((value) => typeof value === 'object');
		begin(status, given as OutgoingHttpHeaders | undefined);
		return res;
	}) as ServerResponse['writeHead'];

	res.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
		if (!begun) begin(res.statusCode);
		if (!held) return Reflect.apply(original.write, res, [chunk, ...rest]);
		held.push(Buffer.from(chunk as string));
		return true;
	}) as ServerResponse['write'];

	res.end = ((chunk?: string | Uint8Array | (() => void), ...rest: unknown[]) => {
		if (!begun) {
			if (typeof chunk === 'string' || chunk instanceof Uint8Array)
				if (!res.hasHeader('content-length')) res.setHeader('Content-Length', Buffer.byteLength(chunk));
			begin(res.statusCode);
		}
		if (!held) return Reflect.apply(original.end, res, [chunk, ...rest]);
		const chunks = held;
		if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as string));
		finish(chunks).catch((error: unknown) => res.destroy(error as Error));
		return res;
	}) as ServerResponse['end'];
}

/** Seconds the app wants this answer kept, 0 when it may not be. The private header is taken off in any case. */
function keepable(req: IncomingMessage, res: ServerResponse): number {
	const seconds = Number(res.getHeader('x-kade-keep') ?? 0);
	res.removeHeader('x-kade-keep');
	if (req.method !== 'GET' || res.statusCode !== 200 || res.hasHeader('set-cookie')) return 0;
	// A nonce is for one answer only.
	if (String(res.getHeader('content-security-policy') ?? '').includes('nonce-')) return 0;
	return Number.isFinite(seconds) ? seconds : 0;
}

/** Says in which encoding text is, and takes off what marks a version of a page: useless with `no-store`. */
function tidy(res: ServerResponse, isFile: boolean): void {
	const type = String(res.getHeader('content-type') ?? '');
	if (/^text\/[\w-]+$/.test(type)) res.setHeader('Content-Type', `${type}; charset=utf-8`);
	if (isFile) {
		// Files without a hash in their name are asked for again each time, and answered with 304.
		if (!res.hasHeader('cache-control')) res.setHeader('Cache-Control', 'no-cache');
		return;
	}
	res.removeHeader('etag');
	res.removeHeader('last-modified');
	res.removeHeader('x-sveltekit-page');
	// Preload hints that would crowd the headers: the page itself names the same files.
	if (String(res.getHeader('link') ?? '').length > 400) res.removeHeader('link');
}

/**
 * A page made for one person is not compressed when another site asked for it: the length of a compressed answer
 * tells a patient observer about secrets beside text of the observer's choice (the BREACH attack).
 */
function encodingFor(req: IncomingMessage): Encoding {
	const cookies = req.headers.cookie ?? '';
	const signedIn = Object.values(sessionCookieNames).some((name) => cookies.includes(`${name}=`));
	if (signedIn && req.headers['sec-fetch-site'] === 'cross-site') return 'identity';
	return acceptedEncoding(req.headers['accept-encoding']);
}

function vary(res: ServerResponse): void {
	const names = String(res.getHeader('vary') ?? '');
	if (/accept-encoding/i.test(names)) return;
	res.setHeader('Vary', names ? `${names}, Accept-Encoding` : 'Accept-Encoding');
}

/** The headers a kept page is given out with; length, encoding and variation are added per request. */
function textHeaders(res: ServerResponse): Record<string, string> {
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(res.getHeaders()))
		if (name !== 'content-length' && name !== 'vary') headers[name] = String(value);
	return headers;
}
