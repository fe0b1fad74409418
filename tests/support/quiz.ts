import { expect, type Page } from '@playwright/test';
import type { QuizKey } from './lesson-key.ts';
import type { Say } from './words.ts';

/** Chooses exactly these answers of a quiz and sends them. */
export async function answer(page: Page, id: string, choices: string[], say: Say): Promise<void> {
	const quiz = page.locator(`#${id}`);
	for (const box of await quiz.getByRole('checkbox').all()) await box.uncheck();
	for (const choice of choices) await quiz.getByLabel(choice, { exact: true }).check();
	const button = quiz.getByRole('button', { name: new RegExp(`${say('quiz_check')}|${say('quiz_again')}`) });
	const answered = page.waitForResponse((response) => response.request().method() === 'POST');
	await button.click();
	await answered;
	await expect(quiz).not.toHaveAttribute('aria-busy');
}

/** The quiz tells beside the choice why it is not right, and says so once more for people who cannot see. */
export async function expectWrong(page: Page, id: string, { wrong }: QuizKey, say: Say): Promise<void> {
	const quiz = page.locator(`#${id}`);
	await expect(quiz.getByRole('status')).toHaveText(
		new RegExp(`^(${say('quiz_not_yet')}|${say('quiz_partly')})$`)
	);
	const choice = quiz.getByLabel(wrong[0]?.text ?? '', { exact: true });
	await expect(choice).toBeChecked();
	await expect(choice).toHaveAccessibleDescription(
		`${say('quiz_choice_not')} ${plain(wrong[0]?.because ?? '')}`
	);
}

export async function expectRight(page: Page, id: string, say: Say): Promise<void> {
	await expect(page.locator(`#${id}`).getByRole('status')).toHaveText(say('quiz_right'));
}

const plain = (markdown: string): string => markdown.replace(/[*_]/g, '');
