import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '#tests/support/journey.ts';
import {
	codeFromTrainer,
	door,
	memberPages,
	missingLesson,
	openPages,
	setUp,
	trainerPages
} from '#tests/support/tour.ts';

const tag = '@landing';

test.describe.configure({ timeout: 240_000 });

/** axe needs a page that may run its script. "Without scripts" here means that ours does not come. */
test.use({ javaScriptEnabled: true });
test.beforeEach(async ({ context }, { project }) => {
	if (project.use.javaScriptEnabled) return;
	await context.route('**/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
});

/** Every default rule of axe, on the page as it stands, in both themes. */
async function look(page: Page, stop: string): Promise<void> {
	await page.waitForLoadState();
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode().analyze();
		expect(passes.length, `axe looked at ${stop}`).toBeGreaterThan(5);
		const found = violations.flatMap(({ id, nodes }) =>
			nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`)
		);
		expect.soft(found, `${stop}, ${colorScheme}`).toEqual([]);
	}
}

for (const locale of ['en', 'ar'] as const) {
	test.describe(`everybody can use what is there (${locale})`, { tag }, () => {
		test('open pages', async ({ page }) => openPages({ page, locale, look }));
		test('the door', async ({ page }) => {
			await door({ page, locale, look, code: await codeFromTrainer(page) });
		});
		test('set-up', async ({ page, empty }) => {
			await setUp({ page, locale, look, address: empty.setupUrl() ?? '' });
		});
		test('a member’s pages', async ({ page }) => memberPages({ page, locale, look }));
		test('a trainer’s pages', async ({ page }) => trainerPages({ page, locale, look }));
	});
}

test('a lesson that is missing in a language', { tag }, async ({ page }) => missingLesson({ page, look }));
