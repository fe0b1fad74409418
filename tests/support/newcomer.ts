import { expect, type Page } from '@playwright/test';
import { askedGroups } from '#lib/accounts/recovery-groups.ts';
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
	const press = (key: string) =>
		main
			.getByRole('button', { name: say(key), exact: true })
			.last()
			.click();
	const title = (key: string) =>
		expect(page.getByRole('heading', { level: 1, name: say(key), exact: true })).toBeVisible();

	const handle = await main.getByLabel(say('door_handle')).inputValue();
	expect(handle).toMatch(/^\S{3,30}$/);
	await press('door_continue');

	await title('door_passphrase_choose');
	const passphrase = (await main.locator('.secret').innerText()).trim();
	expect(passphrase.length).toBeGreaterThanOrEqual(12);
	await press('door_continue');

	await title('door_recovery');
	const recovery = (await main.locator('.secret').first().innerText()).trim();
	expect(recovery.replace(/\D/g, '')).toHaveLength(36);
	await press('door_written');
	await typeGroups(page, recovery);
	await press('door_continue');
	await title('door_limits');
	await press('door_create');
	return { handle, passphrase, recovery };
}

/** Types the two groups that are asked back, from the paper the phrase was written on. */
export async function typeGroups(page: Page, phrase: string, right = true): Promise<void> {
	const asked = askedGroups(phrase);
	const groups = phrase.split(/\s+/);
	for (const [i, name] of ['first', 'second'].entries())
		await page.locator(`#${name}`).fill(right ? (groups[(asked[i] ?? 1) - 1] ?? '') : '12');
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
