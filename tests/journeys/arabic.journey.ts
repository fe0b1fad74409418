import type { Page } from '@playwright/test';
import { expect, signIn, test } from '#tests/support/journey.ts';
import { lessonTitle, quizKey } from '#tests/support/lesson-key.ts';
import { tideWords } from '#tests/support/newcomer.ts';
import { answer, expectRight, expectWrong } from '#tests/support/quiz.ts';
import { cohortAddress } from '#tests/support/tour.ts';
import { words } from '#tests/support/words.ts';

const tag = '@landing';
const ar = words('ar');
const SECOND = '02-warning-signs';

/** The page runs from right to left, and not to the side. */
async function expectRightToLeft(page: Page): Promise<void> {
	await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
	await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
	const beyond = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(beyond, page.url()).toBe(0);
}

for (const width of [320, 360]) {
	test(`a defender reads in Arabic on a phone of ${width} px`, { tag }, async ({ page }) => {
		await page.setViewportSize({ width, height: 640 });
		await signIn(page, 'amal');
		await expectRightToLeft(page);

		await test.step('what she has done, in words that fit the number', async () => {
			await expect(page.getByRole('progressbar', { name: tideWords('ar', 1, 5) })).toBeVisible();
			await page.goto('/ar/courses');
			await expectRightToLeft(page);
			// Five takes the plural of few (3 to 10): five lessons are دروس, and never درس.
			await expect(page.getByText(/[5٥] دروس/).first()).toBeVisible();
		});

		await test.step('the lesson she began, with the answer she gave', async () => {
			await page.goto('/ar/courses/2/2');
			await expectRightToLeft(page);
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(lessonTitle(SECOND, 'ar'));
			await expect(page.getByText(ar('lesson_machine_title'))).toBeVisible();
			await expect(page.locator('#q-first').getByRole('status')).toBeVisible();
		});

		await test.step('a quiz and a road, from right to left', async () => {
			const key = quizKey(SECOND, 'ar', 'q-first');
			await answer(page, 'q-first', [key.wrong[0]?.text ?? ''], ar);
			await expectWrong(page, 'q-first', key, ar);
			await answer(page, 'q-first', key.right, ar);
			await expectRight(page, 'q-first', ar);
			await expect(page.getByText(ar('lesson_done_title'))).toBeVisible();
			const scenario = page.locator('form.task').filter({ hasText: ar('scenario_kind') });
			await scenario.getByRole('group').getByRole('button').first().click();
			await expect(scenario.getByRole('status')).toBeVisible();
			await expect(scenario.getByRole('button', { name: ar('scenario_again') })).toBeVisible();
			await expectRight(page, 'q-first', ar);
			await expectRightToLeft(page);
			await page.goto('/ar/courses/2/2');
			await page.getByRole('button', { name: ar('lesson_undo') }).click();
			await expect(page.getByRole('button', { name: ar('lesson_finish'), exact: true })).toBeVisible();
		});

		await test.step('a conversation in three languages, each in its own direction', async () => {
			await page.goto(`${await cohortAddress(page, 'ar')}/prompt/2.2/d-signs`);
			await expectRightToLeft(page);
			const direction = (text: string) =>
				page
					.getByRole('article')
					.filter({ hasText: text })
					.locator('[dir=auto]', { hasText: text })
					.last()
					.evaluate((block) => getComputedStyle(block).direction);
			expect(await direction('Chez nous, on remarque')).toBe('ltr');
			expect(await direction('В тот же день')).toBe('ltr');
			expect(await direction('عندنا ننتبه إلى المكالمات الصامتة')).toBe('rtl');
			const author = page.getByRole('article').getByRole('heading', { name: 'Mésange' });
			await expect(author.locator('bdi')).toBeVisible();
		});

		await test.step('help, words and the course', async () => {
			for (const path of ['/help', '/glossary', '/courses/2', '/about/limits', '/my', '/cohorts']) {
				await page.goto(`/ar${path}`);
				await expectRightToLeft(page);
			}
		});
	});
}
