import type { Page } from '@playwright/test';
import { EXIT, expect, test } from '#tests/support/journey.ts';
import { lessonTitle, quizKey } from '#tests/support/lesson-key.ts';
import { answer, expectRight, expectWrong } from '#tests/support/quiz.ts';
import { part, words } from '#tests/support/words.ts';

const say = words('en');
const FIRST = '01-context-and-actors';
const tag = '@landing';

test('somebody without an account reads, tries and leaves no trace', { tag }, async ({ page, context }) => {
	const sent: string[] = [];
	page.on('request', (request) => sent.push(`${request.url()}\n${request.postData() ?? ''}`));

	await test.step('from the front page to the first lesson', async () => {
		await page.goto('/en');
		await expect(page.getByRole('heading', { level: 1, name: say('front_title') })).toBeVisible();
		await page.getByRole('link', { name: say('nav_courses'), exact: true }).click();
		await expect(page.getByText(say('learn_courses_lead'))).toBeVisible();
		await page.getByRole('main').getByRole('listitem').getByRole('heading').getByRole('link').first().click();
		await page.getByRole('link', { name: say('learn_begin', { shown: 1 }) }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(lessonTitle(FIRST, 'en'));
		await expect(page).toHaveTitle(say('lesson_title', { number: '2.1' }));
	});

	await test.step('what is written for oneself is never sent', async () => {
		await page.getByLabel(say('reflection_label')).fill('a thought that is mine alone');
		await page.getByLabel('What changed around my work in the last half year').fill('a note of an exercise');
	});

	const key = quizKey(FIRST, 'en', 'q-opponent');
	await test.step('a wrong answer teaches, a right one is told', async () => {
		await answer(page, 'q-opponent', [key.wrong[0]?.text ?? ''], say);
		await expectWrong(page, 'q-opponent', key, say);
		await expect(page.locator('#q-opponent').getByText(key.right[0] ?? '', { exact: true })).toBeVisible();
		await expect(page.locator('#q-opponent')).not.toContainText('People change posts, fears and minds.');
		await answer(page, 'q-opponent', key.right, say);
		await expectRight(page, 'q-opponent', say);
	});

	await test.step('several answers: a part of them is said to be a part', async () => {
		const many = quizKey(FIRST, 'en', 'q-on-the-map');
		await answer(page, 'q-on-the-map', [many.right[0] ?? '', many.wrong[0]?.text ?? ''], say);
		await expectWrong(page, 'q-on-the-map', many, say);
		await expect(page.locator('#q-on-the-map').getByRole('status')).toHaveText(say('quiz_partly'));
		await answer(page, 'q-on-the-map', many.right, say);
		await expectRight(page, 'q-on-the-map', say);
		await expectRight(page, 'q-opponent', say);
	});

	await test.step('nothing chosen is asked for kindly', async () => {
		await page.goto('/en/courses/2/2');
		await answer(page, 'q-first', [], say);
		await expect(page.locator('#q-first').getByRole('status')).toHaveText(say('quiz_nothing_chosen'));
		await page.goto('/en/courses/2/1');
		await page.getByLabel(say('reflection_label')).fill('a thought that is mine alone');
		await answer(page, 'q-opponent', key.right, say);
		await expectRight(page, 'q-opponent', say);
	});

	await test.step('a road to its end, and back to its beginning', async () => {
		const scenario = page.locator('#new-head');
		await scenario.getByRole('button', { name: 'Tell nobody outside the four of us' }).click();
		await expect(scenario.getByRole('status')).toContainText('Nothing gets out.');
		await scenario.getByRole('button', { name: 'Stay quiet until the meeting.' }).click();
		await expect(scenario.getByText(say('scenario_outcome_bad'), { exact: true })).toBeVisible();
		await expect(scenario.getByRole('group', { name: say('scenario_roads') })).toHaveCount(0);
		await expectRight(page, 'q-opponent', say);
		await scenario.getByRole('button', { name: say('scenario_again') }).click();
		await expect(scenario.getByText('Nothing gets out.')).toHaveCount(0);
		await scenario.getByRole('button', { name: 'Take an hour' }).click();
		await scenario.getByRole('button', { name: 'Ask the elder' }).click();
		await expect(scenario.getByText(say('scenario_outcome_good'), { exact: true })).toBeVisible();
		await expectRight(page, 'q-opponent', say);
	});

	await test.step('without an account there is nothing to mark and nobody to talk to', async () => {
		await expect(page.getByText(say('lesson_finish_anonymous'))).toBeVisible();
		await expect(page.getByText(say('discussion_anonymous'))).toBeVisible();
		await expect(page.getByRole('button', { name: say('lesson_finish'), exact: true })).toHaveCount(0);
	});

	await test.step('on, back, and round hard material', async () => {
		await page.goto('/en/courses/2/1');
		await page
			.getByRole('navigation', { name: say('lesson_lessons') })
			.getByRole('link')
			.last()
			.click();
		await expect(page).toHaveURL(/\/en\/courses\/2\/2$/);
		await expect(page.getByText('This lesson talks about being watched and followed.')).toBeVisible();
		await page.getByRole('link', { name: say('lesson_content_note_read') }).click();
		await expect(page).toHaveURL(/\/2\/2#begin$/);
		await page.getByRole('link', { name: say('lesson_content_note_skip') }).click();
		await expect(page).toHaveURL(/\/en\/courses\/2\/3$/);
		await page.goBack();
		await page.getByRole('link', { name: say('lesson_content_note_rest') }).click();
		await expect(page).toHaveURL(/\/en\/about\/pause$/);
		await page.goBack();
		await page
			.getByRole('navigation', { name: say('lesson_lessons') })
			.getByRole('link')
			.first()
			.click();
		await expect(page).toHaveURL(/\/en\/courses\/2\/1$/);
	});

	await test.step('help, words, and what this site is', async () => {
		await page
			.getByRole('banner')
			.getByRole('link', { name: say('nav_help') })
			.click();
		await expect(page.getByRole('heading', { level: 1, name: say('learn_help') })).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Front Line Defenders' }).first()).toBeVisible();
		await expect(page.locator('a[href^="tel:"]').first()).toBeVisible();
		await page.goto('/en/courses/2/1');
		await page.getByRole('link', { name: 'human rights defender', exact: true }).click();
		await expect(page).toHaveURL(/\/en\/glossary#human-rights-defender$/);
		await expect(page.locator('#human-rights-defender')).toBeInViewport();
		for (const guide of ['nav_limits', 'nav_privacy', 'nav_leaving']) {
			await page
				.getByRole('contentinfo')
				.getByRole('link', { name: say(guide), exact: true })
				.click();
			await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty();
			await expect(page).toHaveTitle(say('about_title'));
		}
	});

	await test.step('nothing is left on the device, and nothing was told', async () => {
		expect(await kept(page)).toEqual({ local: 0, session: 0, databases: 0, caches: 0, workers: 0 });
		expect(await context.cookies()).toEqual([]);
		expect(sent.length).toBeGreaterThan(20);
		const told = sent.join('\n');
		expect(told).toContain('q-opponent');
		expect(told).not.toMatch(/thought|exercise/);
	});
});

/** Everything a page could leave behind in this browser. */
const kept = (page: Page) =>
	page.evaluate(async () => ({
		local: localStorage.length,
		session: sessionStorage.length,
		databases: (await indexedDB.databases()).length,
		caches: (await caches.keys()).length,
		workers: (await navigator.serviceWorker.getRegistrations()).length
	}));

test('a reader changes language and keeps her place', { tag }, async ({ page }) => {
	const inLanguage = (name: string) =>
		page.getByRole('contentinfo').getByRole('link', { name, exact: true }).click();
	await page.goto('/en/courses/2/1');

	await test.step('the same lesson, marked as made by a machine', async () => {
		await inLanguage('Nederlands');
		await expect(page).toHaveURL(/\/nl\/courses\/2\/1$/);
		const dutch = words('nl');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(lessonTitle(FIRST, 'nl'));
		await expect(page.getByText(dutch('lesson_machine_title'))).toBeVisible();
		await page.getByRole('link', { name: dutch('lesson_original_in', { language: 'English' }) }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(lessonTitle(FIRST, 'en'));
		await expect(page.getByRole('heading', { level: 1 })).toHaveAttribute('lang', 'en');
		await expect(page.getByText(dutch('lesson_machine_title'))).toHaveCount(0);
	});

	await test.step('a lesson that is not there in Dutch is read in English inside the Dutch pages', async () => {
		const dutch = words('nl');
		await page.goto('/nl/courses/2/3');
		await expect(page.getByText(dutch('lesson_missing_title'))).toBeVisible();
		await page.getByRole('main').getByRole('link', { name: 'English', exact: true }).click();
		await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
		const english = lessonTitle('03-risk-and-its-limits', 'en');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(english);
		const key = quizKey('03-risk-and-its-limits', 'en', 'q-points');
		await answer(page, 'q-points', [key.wrong[0]?.text ?? ''], dutch);
		await expectWrong(page, 'q-points', key, dutch);
		await answer(page, 'q-points', key.right, dutch);
		await expectRight(page, 'q-points', dutch);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(english);
	});

	await test.step('from a lesson in English in Dutch pages to the same one in Arabic', async () => {
		await inLanguage('العربية');
		await expect(page).toHaveURL(/\/ar\/courses\/2\/3/);
		await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
	});
});

test(
	'without a language in the address, the wish of the browser decides',
	{ tag },
	async ({ someoneElse }) => {
		const page = await someoneElse('ru-RU');
		await page.goto('/courses/2/1');
		await expect(page).toHaveURL(/\/ru\/courses\/2\/1$/);
		await expect(page.getByText(words('ru')('lesson_machine_title'))).toBeVisible();
	}
);

test('the way out is first, and closes the door behind it', { tag }, async ({ page, javaScriptEnabled }) => {
	await page.goto('about:blank');
	await page.goto('/en/courses/2/1');
	const exit = page.getByRole('link', { name: say('leave') });
	await page.keyboard.press('Tab');
	await expect(exit).toBeFocused();
	await expect(exit).toHaveAttribute('href', EXIT);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: 'Elsewhere' })).toBeVisible();
	expect(await page.evaluate(() => document.referrer)).toBe('');
	if (javaScriptEnabled) {
		await page.goBack();
		expect(page.url()).not.toContain('/courses/');
	}
});

test('an address that leads nowhere says so, in the reader’s language', { tag }, async ({ page }) => {
	const answered = await page.goto('/es/courses/2/99');
	expect(answered?.status()).toBe(404);
	await expect(
		page.getByRole('heading', { level: 1, name: words('es')('error_missing_title') })
	).toBeVisible();
	await expect(page.getByText(part(words('es')('error_missing')))).toBeVisible();
});
