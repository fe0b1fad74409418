// What a reader's browser transfers, and when the text stands there on a slow line and an old phone.
import { chromium } from '@playwright/test';
import { launchOptions } from '../../tests/support/browser.ts';
import { spread, seconds } from './numbers.mjs';

/** 400 kbit/s each way, 400 ms to and fro. */
const LINE = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const SLOWED = 4;

export const launch = () => chromium.launch(launchOptions);

/**
 * @typedef {{ bytes: number, requests: number, script: number }} Cost bytes as they came over the wire, with headers
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url of the first lesson
 * @returns {Promise<{ first: Cost, next: Cost }>}
 */
export async function measureTransfer(browser, url) {
	const page = await browser.newPage();
	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	/** @type {Map<string, { type: string, bytes: number }>} */
	const seen = new Map();
	session.on('Network.responseReceived', ({ requestId, type }) => seen.set(requestId, { type, bytes: 0 }));
	session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const request = seen.get(requestId);
		if (request) request.bytes = encodedDataLength;
	});
	const cost = async () => {
		await page.waitForLoadState('networkidle');
		const requests = [...seen.values()].filter(({ bytes }) => bytes > 0);
		seen.clear();
		const sum = (/** @type {typeof requests} */ of) => of.reduce((total, { bytes }) => total + bytes, 0);
		return {
			bytes: sum(requests),
			requests: requests.length,
			script: sum(requests.filter(({ type }) => type === 'Script'))
		};
	};
	await page.goto(url);
	const first = await cost();
	await page.getByRole('main').locator('a[rel=next]').click();
	const next = await cost();
	await page.close();
	return { first, next };
}

/** The same words in the same order as one file without a style, a script or a form. @param {import('@playwright/test').Browser} browser @param {string} url */
export async function plainText(browser, url) {
	const page = await browser.newPage();
	await page.goto(url);
	const html = await page.evaluate(() => {
		const copy = /** @type {HTMLElement} */ (document.body.cloneNode(true));
		for (const one of copy.querySelectorAll('svg, script, style, link, input, progress')) one.remove();
		for (const one of copy.querySelectorAll('*'))
			for (const { name } of [...one.attributes])
				if (!['href', 'id', 'lang', 'dir'].includes(name)) one.removeAttribute(name);
		for (const one of copy.querySelectorAll('div, span, form, fieldset, label, section, button'))
			one.replaceWith(...one.childNodes);
		const { lang, dir } = document.documentElement;
		return `<!doctype html><html lang="${lang}" dir="${dir}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Text</title>${copy.innerHTML}`;
	});
	await page.close();
	return html;
}

/**
 * Milliseconds until the largest run of text in the first screen is painted, on a cold cache: pages by turns.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {Record<'ours' | 'plain', string>} urls
 * @param {number} rounds
 */
export async function measureReadable(browser, urls, rounds) {
	/** @type {Record<'ours' | 'plain', number[]>} */
	const times = { ours: [], plain: [] };
	for (let round = 0; round < rounds; round++)
		for (const which of /** @type {const} */ (['ours', 'plain']))
			times[which].push(await readable(browser, urls[which]));
	return {
		ours: spread(times.ours, seconds),
		plain: spread(times.plain, seconds),
		ratio: spread(times.ours.map((time, round) => time / (times.plain[round] ?? NaN)))
	};
}

/** @param {import('@playwright/test').Browser} browser @param {string} url */
async function readable(browser, url) {
	const context = await browser.newContext({
		viewport: { width: 360, height: 720 },
		deviceScaleFactor: 2,
		isMobile: true
	});
	const page = await context.newPage();
	await page.addInitScript(() => {
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) Object.assign(globalThis, { painted: entry.startTime });
		}).observe({ type: 'largest-contentful-paint', buffered: true });
	});
	const session = await context.newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Network.emulateNetworkConditions', LINE);
	await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
	await page.goto(url, { waitUntil: 'load' });
	await page.waitForTimeout(500);
	const painted = await page.evaluate(() => Number(Reflect.get(globalThis, 'painted')));
	await context.close();
	return painted;
}
