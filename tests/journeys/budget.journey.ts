import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from '#tests/support/journey.ts';

interface Transfer {
	/** What came over the wire, headers included. */
	bytes: number;
	requests: { url: string; type: string; bytes: number; encoding: string }[];
}

/** Counts what a page costs, as the browser's own network panel does. */
async function watchTransfer(page: Page): Promise<() => Promise<Transfer>> {
	const session: CDPSession = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	const seen = new Map<string, Transfer['requests'][number]>();
	session.on('Network.responseReceived', ({ requestId, response, type }) => {
		const encoding = response.headers['content-encoding'] ?? response.headers['Content-Encoding'] ?? '';
		seen.set(requestId, { url: response.url, type, bytes: 0, encoding });
	});
	session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const request = seen.get(requestId);
		if (request) request.bytes = encodedDataLength;
	});
	return async () => {
		await page.waitForLoadState('networkidle');
		const requests = [...seen.values()].filter(({ bytes }) => bytes > 0);
		seen.clear();
		return { requests, bytes: requests.reduce((sum, { bytes }) => sum + bytes, 0) };
	};
}

/** Interception would switch the browser's cache off, which the second lesson is about. */
test.beforeEach(async ({ context }) => context.unrouteAll());

for (const locale of ['en', 'ar']) {
	test(`a lesson costs little to fetch (${locale})`, { tag: '@landing' }, async ({ page, server }) => {
		const transfer = await watchTransfer(page);

		await page.goto(`${server.origin}/${locale}/courses/2/1`);
		const first = await transfer();
		test.info().annotations.push({ type: 'first lesson', description: JSON.stringify(first) });
		expect(first.bytes).toBeGreaterThan(5_000);
		expect(first.bytes).toBeLessThanOrEqual(25 * 1024);
		expect(first.requests.length).toBeLessThanOrEqual(5);
		const of = (type: string) => first.requests.filter((request) => request.type === type);
		for (const { encoding } of [...of('Document'), ...of('Stylesheet')]) expect(encoding).toBe('br');
		expect(of('Script').reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(2 * 1024);
		expect(of('Image')).toEqual([]);

		await page.getByRole('main').locator('a[rel=next]').click();
		const next = await transfer();
		test.info().annotations.push({ type: 'next lesson', description: JSON.stringify(next) });
		expect(page.url()).toContain('/courses/2/2');
		expect(next.bytes).toBeGreaterThan(3_000);
		expect(next.bytes).toBeLessThanOrEqual(10 * 1024);
	});
}

test('the headers of an answer stay under 4 KB', { tag: '@landing' }, async ({ page, server }) => {
	for (const path of ['/en', '/en/courses/2/1', '/en/sign-in', '/en/nothing-here', '/icons/quay.svg']) {
		const answer = await page.request.get(`${server.origin}${path}`);
		const bytes = answer
			.headersArray()
			.reduce((sum, { name, value }) => sum + name.length + value.length + 4, 0);
		expect(bytes, path).toBeLessThanOrEqual(4 * 1024);
	}
});
