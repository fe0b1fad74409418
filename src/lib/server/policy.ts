/**
 * The one table of what every answer says to the browser. `server.mjs` puts these headers on whatever leaves
 * the process (pages, redirects, errors, static files, refusals), and svelte.config.mjs hands the same content
 * policy to SvelteKit, which adds a nonce on pages that carry script of their own.
 */

/** Content policy in the shape SvelteKit's `csp.directives` wants. Our pages carry no inline script or style. */
export const cspDirectives = {
	'default-src': ['none'],
	'script-src': ['self'],
	'style-src': ['self'],
	'img-src': ['self'],
	'font-src': ['self'],
	'connect-src': ['self'],
	'manifest-src': ['self'],
	'form-action': ['self'],
	'frame-ancestors': ['none'],
	'base-uri': ['none'],
	'object-src': ['none'],
	'require-trusted-types-for': ['script'],
	'trusted-types': ['none']
} satisfies Record<string, ('none' | 'self' | 'script')[]>;

/** The same policy as the value of one header, for answers SvelteKit does not make. */
export const contentSecurityPolicy = Object.entries(cspDirectives)
	.map(([name, sources]) => `${name} ${sources.map((source) => `'${source}'`).join(' ')}`)
	.join('; ');

/**
 * Names of the session cookie. Browsers refuse a `__Host-` cookie over plain http, which is what a first try on
 * one's own machine uses.
 */
export const sessionCookieNames = { secure: '__Host-kade', plain: 'kade' } as const;

/** The same for the cookie that tells a device its owner signed in on before. It opens nothing. */
export const deviceCookieNames = { secure: '__Host-kade-d', plain: 'kade-d' } as const;

const always = {
	'Content-Security-Policy': contentSecurityPolicy,
	// Never `no-referrer`: with it browsers send `Origin: null` on our own forms, and the cross-site check refuses them.
	'Referrer-Policy': 'same-origin',
	'X-Content-Type-Options': 'nosniff',
	'X-Frame-Options': 'DENY',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Cross-Origin-Embedder-Policy': 'require-corp',
	'Permissions-Policy':
		'camera=(), microphone=(), geolocation=(), usb=(), serial=(), display-capture=(), payment=()',
	'X-Robots-Tag': 'noindex',
	'Cache-Control': 'no-store',
	Server: 'quay'
};

/**
 * The headers every answer carries unless the app set its own value.
 *
 * @param origin the address the visitor uses, such as `https://learn.example`. Only an https address that is not
 * an onion service promises https for two years: an onion address is already authenticated, often without TLS.
 */
export function securityHeaders(origin: string): Record<string, string> {
	const { protocol, hostname } = new URL(origin);
	if (protocol !== 'https:' || hostname.endsWith('.onion')) return { ...always };
	return { ...always, 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' };
}
