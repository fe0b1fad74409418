import { EXIT, expect, signIn, test } from '#tests/support/journey.ts';
import { words } from '#tests/support/words.ts';
import type { Page } from '@playwright/test';

const say = words('en');
const tag = '@people';

const leave = (page: Page) => page.getByRole('link', { name: say('leave'), exact: true });

/** Everything a page of ours could have put into the browser. */
const stored = (page: Page) =>
	page.evaluate(async () => ({
		local: localStorage.length,
		session: sessionStorage.length,
		databases: (await indexedDB.databases()).length,
		caches: (await caches.keys()).length
	}));

const store = (page: Page) =>
	page.evaluate(async () => {
		localStorage.setItem('draft', 'words');
		sessionStorage.setItem('draft', 'words');
		await (await caches.open('lessons')).put('/kept', new Response('a lesson'));
		await new Promise((done) => {
			const request = indexedDB.open('outbox');
			request.onsuccess = () => {
				request.result.close();
				done(null);
			};
		});
	});

test(
	'one press signs out and clears the browser (asvs:14.3.1 asvs:7.4.1)',
	{ tag },
	async ({ page, context, javaScriptEnabled }) => {
		await signIn(page, 'amal', 'en');
		const cookie = (await context.cookies())[0];
		expect(cookie?.name).toBe('kade');
		if (javaScriptEnabled) {
			await store(page);
			expect(await stored(page)).toEqual({ local: 1, session: 1, databases: 1, caches: 1 });
		}

		await page
			.getByRole('contentinfo')
			.getByRole('link', { name: say('safety_nav_wipe') })
			.click();
		await expect(page.getByRole('heading', { level: 1, name: say('safety_wipe_title') })).toBeVisible();
		await page.getByRole('button', { name: say('safety_wipe_do') }).click();
		await expect(page.getByRole('heading', { level: 1, name: say('safety_wiped_title') })).toBeVisible();
		await expect(page.getByText(say('safety_wiped_history'))).toBeVisible();
		expect(await context.cookies()).toEqual([]);
		await expect(page.getByText(say('safety_wiped_left'))).toBeHidden();
		if (javaScriptEnabled) {
			await expect(page.getByText(say('safety_wiped_script'))).toBeVisible();
			expect(await stored(page)).toEqual({ local: 0, session: 0, databases: 0, caches: 0 });
		} else await expect(page.getByText(say('safety_wiped_script'))).toBeHidden();

		await test.step('and the server forgot the sign-in: its cookie opens nothing any more', async () => {
			if (cookie) await context.addCookies([cookie]);
			await page.goto('/en/my');
			await expect(page.getByRole('heading', { level: 1, name: say('door_signin') })).toBeVisible();
		});
	}
);

test('the way out is the first thing the keyboard reaches', { tag }, async ({ page, javaScriptEnabled }) => {
	await page.goto('/en/about/leaving');
	await page.goto('/en/help');
	await page.keyboard.press('Tab');
	await expect(leave(page)).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(EXIT);
	await page.goBack();
	// With scripts the page itself is not in the history any more.
	await expect(page).toHaveURL(javaScriptEnabled ? /\/en\/about\/leaving$/ : /\/en\/help$/);
});

test('Escape three times leaves, once or slowly does not', { tag }, async ({ page, javaScriptEnabled }) => {
	await page.goto('/en/help');
	const press = () => page.keyboard.press('Escape');
	await press();
	await press();
	await page.waitForTimeout(2_200);
	await press();
	await expect(page).toHaveURL(/\/en\/help$/);
	await press();
	await press();
	if (javaScriptEnabled) return expect(page).toHaveURL(EXIT);
	// Without scripts no key is heard: the link is there.
	await expect(leave(page)).toBeVisible();
	await expect(page).toHaveURL(/\/en\/help$/);
});

test('what the site knows about somebody is hers to read', { tag }, async ({ page }) => {
	await signIn(page, 'irina', 'en');
	await page.goto('/en/account/known');
	await expect(page.getByRole('heading', { level: 1, name: say('safety_known_title') })).toBeVisible();
	const account = page.getByRole('listitem').filter({ hasText: say('safety_kind_account') });
	await expect(account).toContainText(say('safety_known_rows', { count: 1, shown: '1' }));
	await account.getByText(say('safety_known_raw')).click();
	await expect(account.getByRole('listitem')).toContainText('learner');
	const talk = page.getByRole('listitem').filter({ hasText: say('safety_kind_reading_mark') });
	await expect(talk).toContainText(say('safety_held_keep'));
});

test('guides are read without an account, with the list of all that is held', { tag }, async ({ page }) => {
	await page.goto('/en');
	await page
		.getByRole('contentinfo')
		.getByRole('link', { name: say('nav_about'), exact: true })
		.click();
	await expect(page.getByText(say('safety_about_lead'))).toBeVisible();
	const guides = page.getByRole('main').getByRole('listitem').getByRole('link');
	expect(await guides.count()).toBeGreaterThan(8);
	await guides.filter({ hasText: 'What a court could get from us' }).click();
	const held = page.locator('#held');
	await expect(held.getByText(say('safety_kind_account'))).toBeVisible();
	await expect(held.getByText(say('safety_keep_group', { count: 90, shown: '90' })).first()).toBeVisible();
});
