import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, cspDirectives, securityHeaders } from './policy.ts';

describe('the content policy', () => {
	test('allows nothing by default and nothing from elsewhere', () => {
		expect(contentSecurityPolicy).toBe(
			"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
				"connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; " +
				"base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
		);
	});

	test('says the same to SvelteKit', () => {
		for (const [name, sources] of Object.entries(cspDirectives))
			expect(contentSecurityPolicy).toContain(`${name} ${sources.map((source) => `'${source}'`).join(' ')}`);
	});
});

describe('asvs:3.4.1 asvs:3.4.3 asvs:3.4.4 asvs:3.4.5 asvs:3.4.6 asvs:3.4.8 the headers of every answer', () => {
	test('have these exact values', () => {
		expect(securityHeaders('http://127.0.0.1:3000')).toEqual({
			'Content-Security-Policy': contentSecurityPolicy,
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
		});
	});

	test.each([
		['https://learn.example', true],
		['http://learn.example', false],
		['http://kadekadekade.onion', false],
		['https://kadekadekade.onion', false]
	])('promise https to %s: %s', (origin, promised) => {
		expect('Strict-Transport-Security' in securityHeaders(origin)).toBe(promised);
	});

	test('stay under two kilobytes, with room for what a page adds', () => {
		const lines = Object.entries(securityHeaders('https://learn.example')).map(
			([name, value]) => `${name}: ${value}\r\n`
		);
		expect(lines.join('').length).toBeLessThan(1400);
	});
});
