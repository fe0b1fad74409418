import type { Page, Response } from '@playwright/test';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { htmlRules } from '#tests/support/html-rules.ts';
import { expect, test } from '#tests/support/journey.ts';
import {
	codeFromTrainer,
	door,
	memberPages,
	missingLesson,
	openPages,
	setUp,
	trainerPages,
	type Look
} from '#tests/support/tour.ts';

const tag = '@landing';
const checker = new HtmlValidate(new StaticConfigLoader(htmlRules));

test.describe.configure({ timeout: 120_000 });

/** Looks at the bytes the server sent for what the page shows now, not at what the browser made of them. */
function servedHtml(page: Page): Look {
	let served: Response | null = null;
	page.on('response', (response) => {
		const isPage = response.headers()['content-type']?.startsWith('text/html');
		if (isPage && response.request().isNavigationRequest()) served = response;
	});
	return async (_, stop) => {
		expect(served, stop).not.toBeNull();
		const html = (await served?.text()) ?? '';
		expect(html, stop).toMatch(/^<!doctype html>/);
		const { results } = await checker.validateString(html);
		const found = results.flatMap(({ messages }) =>
			messages.map(({ ruleId, message, line, column }) => {
				const near = html.split('\n')[line - 1]?.slice(Math.max(0, column - 60), column + 60);
				return `${ruleId}: ${message} near ${near}`;
			})
		);
		expect.soft(found, stop).toEqual([]);
	};
}

for (const locale of ['en', 'ar'] as const) {
	test.describe(`what is served is valid HTML (${locale})`, { tag }, () => {
		test('open pages', async ({ page }) => openPages({ page, locale, look: servedHtml(page) }));
		test('the door', async ({ page }) => {
			const look = servedHtml(page);
			await door({ page, locale, look, code: await codeFromTrainer(page) });
		});
		test('set-up', async ({ page, empty }) => {
			await setUp({ page, locale, look: servedHtml(page), address: empty.setupUrl() ?? '' });
		});
		test('a member’s pages', async ({ page }) => memberPages({ page, locale, look: servedHtml(page) }));
		test('a trainer’s pages', async ({ page }) => trainerPages({ page, locale, look: servedHtml(page) }));
	});
}

test('a lesson that is missing in a language', { tag }, async ({ page }) => {
	await missingLesson({ page, look: servedHtml(page) });
});
