import type { IncomingHttpHeaders } from 'node:http';

/** Finds out under which address the visitor reached us. */
export type OriginOf = (headers: IncomingHttpHeaders) => string;

/**
 * The addresses this server answers to, main one first.
 *
 * @param setting the ORIGIN setting: one address or several (a domain and an onion service), apart by spaces or
 * commas. Empty: this machine's own names on `port`, so that a first try works under 127.0.0.1 and localhost alike.
 * @throws TypeError for something that is not a web address
 */
export function knownOrigins(setting: string | undefined, port: number): string[] {
	const given = (setting ?? '').split(/[\s,]+/).filter(Boolean);
	if (given.length === 0) return ['127.0.0.1', 'localhost', '[::1]'].map((host) => `http://${host}:${port}`);
	return given.map((address) => {
		const url = new URL(address);
		if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new TypeError(address);
		return url.origin;
	});
}

/**
 * Chooses among the known origins by the Host header; an unknown host gets the main origin, so nobody can make us
 * write links to an address of their own choice.
 *
 * @param trustProxy believe X-Forwarded-Proto and X-Forwarded-Host, for a proxy that always sets both itself
 */
export function originChooser(origins: string[], trustProxy: boolean): OriginOf {
	const main = origins[0] ?? 'http://127.0.0.1:3000';
	const byHost = new Map(origins.map((origin) => [new URL(origin).host, origin]));
	return (headers) => {
		const forwarded = trustProxy ? forwardedOrigin(headers) : null;
		return forwarded ?? byHost.get(headers.host ?? '') ?? main;
	};
}

function forwardedOrigin(headers: IncomingHttpHeaders): string | null {
	const protocol = headers['x-forwarded-proto'];
	const host = headers['x-forwarded-host'] ?? headers.host;
	if (protocol !== 'https' && protocol !== 'http') return null;
	if (typeof host !== 'string' || !/^[a-z0-9.-]{1,253}(:\d{1,5})?$/i.test(host)) return null;
	return `${protocol}://${host.toLowerCase()}`;
}
