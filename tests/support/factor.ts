import { expect, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { words } from './words.ts';

/** An authenticator app in a test: it remembers the last half minute it was read in, as each code works once. */
export class TestApp {
	readonly secret: string;
	#last = 0;
	constructor(secret: string) {
		this.secret = secret.replace(/\s/g, '');
	}

	/** A code that was not given before. Waits when the next one would be too early to count. */
	async code(): Promise<string> {
		const step = Math.max(Math.floor(Date.now() / 30_000), this.#last + 1);
		const early = (step - 1) * 30_000 - Date.now();
		if (early > 0) await new Promise((later) => setTimeout(later, early));
		this.#last = step;
		const totp = new TOTP({ secret: Secret.fromBase32(this.secret) });
		return totp.generate({ timestamp: step * 30_000 });
	}
}

/**
 * From the page that asks staff for a second factor to "My learning": identity check, authenticator app, ten
 * recovery codes. `page` stands at `/account/factors`, where the gate leads whoever lacks a factor.
 */
export async function setUpFactor(
	page: Page,
	passphrase: string,
	locale = 'en'
): Promise<{ app: TestApp; codes: string[] }> {
	const say = words(locale);
	const main = page.getByRole('main');
	await expect(page.getByRole('heading', { level: 1, name: say('factor_title') })).toBeVisible();
	const begin = () => main.getByRole('button', { name: say('factor_app_add') }).click();
	await begin();
	await confirm(page, passphrase, locale);
	// The check leads back to the page, not to the act.
	if (await main.getByRole('button', { name: say('factor_app_add') }).isVisible()) await begin();
	const app = new TestApp(await page.locator('#secret').innerText());
	await page.getByLabel(say('factor_code')).fill(await app.code());
	await main.getByRole('button', { name: say('factor_app_confirm') }).click();
	await expect(page.getByRole('heading', { level: 1, name: say('factor_app_works') })).toBeVisible();
	const codes = await page.locator('.factor-codes code').allInnerTexts();
	await main.getByRole('link', { name: say('door_continue') }).click();
	return { app, codes };
}

/** Gives the passphrase once more, where the page asks for it. */
export async function confirm(page: Page, passphrase: string, locale = 'en'): Promise<void> {
	const say = words(locale);
	const asked = page.getByRole('heading', { level: 1, name: say('account_confirm') });
	if (!(await asked.isVisible())) return;
	await page.getByLabel(say('account_passphrase'), { exact: true }).fill(passphrase);
	await page
		.getByRole('main')
		.getByRole('button', { name: say('account_continue') })
		.click();
}

/** The second step of signing in, with the app. */
export async function finishSignIn(page: Page, app: TestApp, locale = 'en'): Promise<void> {
	const say = words(locale);
	await expect(page.getByRole('heading', { level: 1, name: say('factor_second') })).toBeVisible();
	const field = page.getByLabel(say('factor_code'));
	await field.fill(await app.code());
	await field.press('Enter');
}
