import { describe, expect, test } from 'vitest';
import { isOwnRequest } from './cross-site.ts';

const OURS = 'https://learn.example';
const isOwn = (method: string, headers: Record<string, string>) =>
	isOwnRequest(new Request(`${OURS}/en`, { method, headers }), OURS);

describe('asvs:3.5.1 a request that may change something', () => {
	const changing = ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'];

	test.each(changing)('%s is ours when the browser says so', (method) => {
		expect(isOwn(method, { 'sec-fetch-site': 'same-origin' })).toBe(true);
		expect(isOwn(method, { 'sec-fetch-site': 'same-origin', origin: 'null' })).toBe(true);
	});

	test.each(changing)('%s of another site, a neighbour or nobody is not', (method) => {
		for (const site of ['cross-site', 'same-site', 'none', 'Same-Origin', 'same-origin, cross-site'])
			expect(isOwn(method, { 'sec-fetch-site': site, origin: OURS }), site).toBe(false);
	});

	test.each(changing)('asvs:3.7.5 %s of an older browser needs exactly our origin', (method) => {
		expect(isOwn(method, { origin: OURS })).toBe(true);
		const others = ['null', '', 'http://learn.example', `${OURS}:8443`, `${OURS}.evil.example`, `${OURS}/`];
		for (const origin of others) expect(isOwn(method, { origin }), origin).toBe(false);
		expect(isOwn(method, {})).toBe(false);
		expect(isOwn(method, { referer: `${OURS}/en` })).toBe(false);
	});
});

test.each(['GET', 'HEAD', 'OPTIONS'])(
	'%s changes nothing, so a link from anywhere may lead here',
	(method) => {
		expect(isOwn(method, { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' })).toBe(true);
	}
);
