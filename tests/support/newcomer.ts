import { expect, type Page } from '@playwright/test';
import { figure, words } from './words.ts';

export interface Newcomer {
	handle: string;
	passphrase: string;
	/** 36 digits on a piece of paper. */
	recovery: string;
}

/** From the choice of a name to an account, with everything as suggested. Gives back what she wrote on paper. */
export async function becomeSomebody(page: Page, locale: string): Promise<Newcomer> {
	const say = words(locale);
	const main = page.getByRole('main');
	const handle = await main.getByLabel(say('door_handle')).inputValue();
	const passphrase = (await main.locator('.secret').textContent()) ?? '';
	expect(handle).toMatch(/^\S{3,30}$/);
	expect(passphrase.length).toBeGreaterThanOrEqual(12);
	await main.getByRole('button', { name: say('door_continue') }).click();

	await expect(page.getByRole('heading', { level: 1, name: say('door_recovery') })).toBeVisible();
	const region = main.getByRole('region', { name: say('door_recovery_label') });
	const recovery = (await region.locator('.secret').textContent()) ?? '';
	expect(recovery.replace(/\D/g, '')).toHaveLength(36);
	await expect(main.getByText(handle, { exact: true })).toBeVisible();
	await main.getByLabel(say('door_written')).check();
	await main.getByRole('button', { name: say('door_create') }).click();
	return { handle, passphrase, recovery };
}

/** Signs in as anybody, from wherever she is. */
export async function comeBack(
	page: Page,
	locale: string,
	{ handle, passphrase }: Pick<Newcomer, 'handle' | 'passphrase'>
): Promise<void> {
	const say = words(locale);
	await page.goto(`/${locale}/sign-in`);
	await page.getByLabel(say('door_handle')).fill(handle);
	await page.getByLabel(say('door_passphrase'), { exact: true }).fill(passphrase);
	await page
		.getByRole('main')
		.getByRole('button', { name: say('door_signin') })
		.click();
	await expect(page.getByRole('heading', { level: 1, name: say('learn_my') })).toBeVisible();
}

/** The sentence of a tide line, as "2 of 5 lessons done". */
export const tideWords = (locale: string, done: number, of: number): string =>
	words(locale)('learn_tide', { count: of, shown: figure(of, locale), done: figure(done, locale) });
