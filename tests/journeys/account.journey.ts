import type { Page } from '@playwright/test';
import { expect, signIn, test } from '#tests/support/journey.ts';
import { part, words } from '#tests/support/words.ts';

const say = words('en');
const main = (page: Page) => page.getByRole('main');
const press = (page: Page, key: string) =>
	main(page)
		.getByRole('button', { name: say(key), exact: true })
		.last()
		.click();
const heading = (page: Page, key: string) =>
	expect(page.getByRole('heading', { level: 1, name: say(key), exact: true })).toBeVisible();

/** A trainer of the demo makes one code for her group. */
async function aCode(page: Page): Promise<string> {
	await signIn(page, 'trainer');
	await page.goto('/en/cohorts');
	await main(page).getByRole('link').first().click();
	await page.waitForURL(/\/cohorts\/[0-9a-z]{16}$/);
	await page.goto(`${page.url()}/people`);
	await press(page, 'cohort_codes_make');
	return (await page.locator('.strip .secret').first().innerText()).trim();
}

/** Types two groups back from the paper the phrase was written on. */
async function typeGroups(page: Page, phrase: string, right = true): Promise<void> {
	const groups = phrase.split(/\s+/);
	for (const name of ['first', 'second']) {
		const asked = /\d/.exec(await page.locator(`label[for=${name}]`).innerText())?.[0];
		await page.locator(`#${name}`).fill(right ? (groups[Number(asked) - 1] ?? '') : '12');
	}
}

/** Answers the question for the passphrase, where it is asked. */
async function confirmWith(page: Page, passphrase: string): Promise<void> {
	await heading(page, 'account_confirm');
	await page.getByLabel(say('account_passphrase'), { exact: true }).fill(passphrase);
	await press(page, 'account_continue');
}

async function enter(page: Page, handle: string, passphrase: string): Promise<void> {
	await page.goto('/en/sign-in');
	await page.getByLabel(say('door_handle')).fill(handle);
	await page.getByLabel(say('door_passphrase'), { exact: true }).fill(passphrase);
	await press(page, 'door_signin');
}

test('from an invitation to a deleted account @people asvs:2.3.1 asvs:7.5.1', async ({
	page,
	someoneElse
}) => {
	const code = await aCode(await someoneElse());

	await page.goto('/en/join');
	await page.getByLabel(say('door_code')).fill(code);
	await press(page, 'door_continue');
	await heading(page, 'door_name');
	const first = await page.getByLabel(say('door_handle')).inputValue();
	await press(page, 'door_continue');
	await heading(page, 'door_passphrase_choose');
	const passphrase = (await page.locator('.secret').innerText()).trim();
	await press(page, 'door_continue');
	await heading(page, 'door_recovery');
	const phrase = (await page.locator('.secret').first().innerText()).trim();
	await press(page, 'door_written');
	await typeGroups(page, phrase, false);
	await press(page, 'door_continue');
	await expect(page.getByRole('alert')).toContainText(say('door_groups_wrong'));
	await typeGroups(page, phrase);
	await press(page, 'door_continue');
	await heading(page, 'door_limits');
	await press(page, 'door_create');
	await page.waitForURL(/\/cohorts\//);

	await page.goto('/en/account');
	await expect(main(page).locator('.lead')).toContainText(first);
	await main(page)
		.getByRole('link', { name: say('account_handle'), exact: true })
		.click();
	await confirmWith(page, `${passphrase}x`);
	await expect(page.getByRole('alert')).toContainText(say('account_wrong'));
	await confirmWith(page, passphrase);
	await heading(page, 'account_handle');
	const handle = await page.getByLabel(say('account_handle_new')).inputValue();
	await press(page, 'account_handle_change');
	await heading(page, 'account_title');
	await expect(main(page).locator('.lead')).toContainText(handle);

	await main(page)
		.getByRole('link', { name: say('account_export') })
		.click();
	await press(page, 'account_export_read');
	await expect(main(page)).toContainText(handle);
	await expect(main(page)).not.toContainText(phrase);

	await page.goto('/en/recover');
	await page.getByLabel(say('door_handle')).fill(handle);
	await page.getByLabel(say('door_recover_phrase')).fill(phrase);
	const next = 'nine grey boats at noon';
	await page.getByLabel(say('door_recover_new')).fill(next);
	await press(page, 'door_recover_do');
	await heading(page, 'door_recover_done');
	await expect(page.locator('.secret')).not.toHaveText(phrase);
	await page.goto('/en/account');
	await expect(page).toHaveURL(/\/sign-in/);

	await enter(page, handle, passphrase);
	await expect(page.getByRole('alert')).toContainText(say('door_wrong'));
	await enter(page, handle, next);
	await heading(page, 'learn_my');
	await page.goto('/en/account');
	await expect(main(page)).toContainText(say('account_notice_recovered'));

	await page.goto('/en/account/delete');
	await confirmWith(page, next);
	await heading(page, 'account_delete');
	await page.getByLabel(part(say('account_delete_posts_remove'))).check();
	await page.getByLabel(part(say('account_delete_sure'))).check();
	await press(page, 'account_delete_do');
	await heading(page, 'door_deleted');
	expect(await page.context().cookies()).toEqual([]);
	await enter(page, handle, next);
	await expect(page.getByRole('alert')).toContainText(say('door_wrong'));
});
