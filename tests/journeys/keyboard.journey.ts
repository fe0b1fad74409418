import type { Page } from '@playwright/test';
import { CAST } from '#lib/operations/server/people.ts';
import { expect, signIn, test } from '#tests/support/journey.ts';
import { quizKey } from '#tests/support/lesson-key.ts';
import {
	codeFromTrainer,
	cohortAddress,
	door,
	memberPages,
	missingLesson,
	openPages,
	trainerPages
} from '#tests/support/tour.ts';
import { words } from '#tests/support/words.ts';

const tag = '@landing';
const say = words('en');

test('the keyboard alone answers a quiz', { tag }, async ({ page, javaScriptEnabled }) => {
	const press = async (key: string, times = 1) => {
		for (let i = 0; i < times; i++) await page.keyboard.press(key);
	};
	await page.goto('/en/courses/2/1');

	await test.step('the way out is the first stop, the text the second', async () => {
		await press('Tab');
		await expect(page.getByRole('link', { name: say('leave') })).toBeFocused();
		await press('Tab');
		const skip = page.getByRole('link', { name: say('skip') });
		await expect(skip).toBeFocused();
		await expect(skip).toBeInViewport();
		await press('Enter');
		await expect(page.getByRole('main')).toBeFocused();
	});

	const { right, wrong } = quizKey('01-context-and-actors', 'en', 'q-opponent');
	const quiz = page.locator('#q-opponent');
	await test.step('an answer is chosen with the arrows and sent with Enter', async () => {
		const first = quiz.getByRole('radio').first();
		for (let i = 0; i < 80 && !(await first.evaluate((box) => box === document.activeElement)); i++)
			await press('Tab');
		await expect(first).toBeFocused();
		await press('Space');
		await expect(quiz.getByLabel(wrong[0]?.text ?? '', { exact: true })).toBeChecked();
		await press('Enter');
		await expect(quiz.getByRole('status')).toHaveText(say('quiz_not_yet'));
	});

	await test.step('with script the verdict is where she is now', async () => {
		if (javaScriptEnabled) await expect(quiz.getByRole('status')).toBeFocused();
		else await expect(page).toHaveURL(/#q-opponent$/);
		await expect(quiz).toBeInViewport();
	});

	await test.step('and the second try goes the same way', async () => {
		await quiz.getByLabel(wrong[0]?.text ?? '', { exact: true }).focus();
		await press('ArrowDown');
		await expect(quiz.getByLabel(right[0] ?? '', { exact: true })).toBeChecked();
		await press('Tab');
		await expect(quiz.getByRole('button', { name: say('quiz_again') })).toBeFocused();
		await press('Enter');
		await expect(quiz.getByRole('status')).toHaveText(say('quiz_right'));
	});
});

/** Nothing stands out to the side, on a small phone or at 400 % on a screen of 1280. */
async function fits(page: Page, stop: string): Promise<void> {
	await page.waitForLoadState();
	const { wide, out } = await page.evaluate(() => ({
		wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
		out: [...document.querySelectorAll('body *')]
			.filter((part) => part.checkVisibility() && !part.closest('.scroll, .visually-hidden, .skip, svg'))
			.filter((part) => {
				const { left, right, width } = part.getBoundingClientRect();
				return width > 0 && (left < -1 || right > innerWidth + 1);
			})
			.map((part) => `${part.tagName}.${part.className} ${part.textContent.slice(0, 40)}`)
			.slice(0, 5)
	}));
	expect.soft({ wide, out }, `${stop} at 320 px`).toEqual({ wide: 0, out: [] });
}

for (const locale of ['en', 'ar'] as const) {
	test.describe(`every page fits a small screen (${locale})`, { tag }, () => {
		test.use({ viewport: { width: 320, height: 640 } });
		test('open pages', async ({ page }) => openPages({ page, locale, look: fits }));
		test('the door', async ({ page }) => {
			await door({ page, locale, look: fits, code: await codeFromTrainer(page) });
		});
		test('a member’s pages', async ({ page }) => memberPages({ page, locale, look: fits }));
		test('a trainer’s pages', async ({ page }) => trainerPages({ page, locale, look: fits }));
	});
}

test('a lesson that is missing in a language fits too', { tag }, async ({ page }) => {
	await page.setViewportSize({ width: 320, height: 640 });
	await missingLesson({ page, look: fits });
});

test('at the door, what was typed stays when something is wrong', { tag }, async ({ page }) => {
	const main = page.getByRole('main');
	const go = () =>
		main
			.getByRole('button', { name: say('door_continue'), exact: true })
			.last()
			.click();
	const code = await codeFromTrainer(page);
	await page.goto('/en/join');
	await main.getByLabel(say('door_code')).fill(code);
	await go();

	await test.step('a taken name', async () => {
		await main.getByLabel(say('door_handle')).fill(CAST.irina.handle.toUpperCase());
		await go();
		await expect(page.getByRole('alert')).toContainText(say('door_handle_taken'));
		const name = main.getByLabel(say('door_handle'));
		await expect(name).toHaveValue(CAST.irina.handle.toUpperCase());
		await expect(name).toHaveAccessibleDescription(new RegExp(say('door_handle_taken')));
	});

	await test.step('the list of what is wrong leads to the field', async () => {
		await page
			.getByRole('alert')
			.getByRole('link', { name: say('door_handle') })
			.click();
		await page.keyboard.press('Tab');
		await main.getByLabel(say('door_handle')).fill('north-swallow-two');
		await go();
		await expect(page.getByRole('heading', { level: 1, name: say('door_passphrase_choose') })).toBeVisible();
	});

	await test.step('a weak passphrase, and one that is too short', async () => {
		for (const [own, problem] of [
			['password1234', 'door_passphrase_common'],
			['eleven chr!', 'door_passphrase_short']
		] as const) {
			await main.getByLabel(say('door_passphrase_own'), { exact: true }).check();
			await main.getByLabel(say('door_passphrase_own_label')).fill(own);
			await go();
			await expect(page.getByRole('alert')).toContainText(say(problem));
			await expect(main.getByLabel(say('door_passphrase_own'), { exact: true })).toBeChecked();
		}
	});
});

test('a post that is empty or too long is given back', { tag }, async ({ page }) => {
	await signIn(page, 'celeste', 'en');
	await page.goto(`${await cohortAddress(page, 'en')}/prompt/2.2/d-signs`);
	const box = page.getByLabel(say('forum_reply'));
	const send = () => page.getByRole('button', { name: say('forum_post_send') }).click();

	await box.fill('   ');
	await send();
	await expect(page.getByRole('alert')).toContainText(say('forum_post_empty'));

	const long = 'Ligne après ligne. '.repeat(2_700);
	await box.fill(long);
	await send();
	await expect(page.getByRole('alert')).toContainText(say('forum_post_long'));
	await expect(box).toHaveValue(long);

	await box.fill('Ligne après ligne, plus courte.');
	await send();
	await expect(page.getByText('Ligne après ligne, plus courte.')).toBeVisible();
	await expect(page.getByRole('alert')).toHaveCount(0);
});
