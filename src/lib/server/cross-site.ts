const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * True when a request that may change something came from our own pages. Browsers say so in `Sec-Fetch-Site`;
 * older ones (Safari before 16.4, old Android) send only `Origin`, which must then be ours.
 * Source: OWASP Cross-Site Request Forgery Prevention, "Fetch Metadata headers" with its Origin fallback.
 */
export function isOwnRequest(request: Request, origin: string): boolean {
	if (SAFE.has(request.method)) return true;
	const site = request.headers.get('sec-fetch-site');
	if (site) return site === 'same-origin';
	return request.headers.get('origin') === origin;
}
