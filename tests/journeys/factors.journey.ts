import { confirm, finishSignIn, setUpFactor } from '#tests/support/factor.ts';
import { expect, test } from '#tests/support/journey.ts';
import type { RunningServer } from '#tests/support/server.ts';
import { words } from '#tests/support/words.ts';
import type { Page } from '@playwright/test';

const say = words('en');

interface Host {
	handle: string;
	passphrase: string;
}

/** The first account of an empty house; it stands where the house leads her: at her second factors. */
async function openHouse(page: Page, house: RunningServer): Promise<Host> {
	const go = (key: string) =>
		page
			.getByRole('main')
			.getByRole('button', { name: say(key), exact: true })
			.last()
			.click();
	await page.goto(house.setupUrl() ?? '');
	const handle = await page.getByLabel(say('door_handle')).inputValue();
	await go('door_continue');
	const passphrase = await page.locator('.secret').first().innerText();
	await go('door_continue');
	const groups = (await page.locator('.secret').first().innerText()).split(' ');
	await go('door_written');
	for (const name of ['first', 'second']) {
		const label = (await page.locator(`label[for=${name}]`).innerText()).match(/\d+/)?.[0];
		await page.locator(`#${name}`).fill(groups[Number(label) - 1] ?? '');
	}
	await go('door_continue');
	await go('door_create');
	return { handle, passphrase };
}

async function signOut(page: Page): Promise<void> {
	await page
		.getByRole('banner')
		.getByRole('button', { name: say('nav_sign_out') })
		.click();
	await expect(page.getByRole('heading', { level: 1, name: say('door_goodbye') })).toBeVisible();
}

async function firstStep(page: Page, origin: string, { handle, passphrase }: Host): Promise<void> {
	await page.goto(`${origin}/en/sign-in`);
	await page.getByLabel(say('door_handle')).fill(handle);
	await page.getByLabel(say('door_passphrase'), { exact: true }).fill(passphrase);
	await page
		.getByRole('main')
		.getByRole('button', { name: say('door_signin') })
		.click();
	await expect(page.getByRole('heading', { level: 1, name: say('factor_second') })).toBeVisible();
}

const isIn = (page: Page) =>
	expect(page.getByRole('heading', { level: 1, name: say('learn_my') })).toBeVisible();

test(
	'staff work with a second factor: an app, its codes, and ten for the day it is lost',
	{ tag: '@people' },
	async ({ page, empty }) => {
		const host = await openHouse(page, empty);
		for (const address of ['/en/my', '/en/cohorts', '/en/cohorts/new', '/en/account', '/en/account/export']) {
			await page.goto(empty.origin + address);
			await expect(page, address).toHaveURL(`${empty.origin}/en/account/factors`);
		}
		await expect(page.getByText(say('factor_needed'))).toBeVisible();
		await page.goto(`${empty.origin}/en/about/limits`);
		await expect(page).toHaveURL(/about\/limits/);

		await page.goto(`${empty.origin}/en/account/factors`);
		const { app, codes } = await setUpFactor(page, host.passphrase);
		expect(codes).toHaveLength(10);
		await isIn(page);

		await signOut(page);
		await firstStep(page, empty.origin, host);
		await page.getByLabel(say('factor_code')).fill('000000');
		await page.getByLabel(say('factor_code')).press('Enter');
		await expect(page.getByText(say('factor_app_wrong')).first()).toBeVisible();
		await finishSignIn(page, app);
		await isIn(page);

		await signOut(page);
		await firstStep(page, empty.origin, host);
		await page.getByText(say('factor_recovery_use')).click();
		await page.getByLabel(say('factor_recovery_code')).fill(codes[4] ?? '');
		await page.getByLabel(say('factor_recovery_code')).press('Enter');
		await isIn(page);

		await page.goto(`${empty.origin}/en/account/factors`);
		await expect(page.getByText(say('factor_codes_left', { count: 9, shown: 9 }))).toBeVisible();
		const renew = () => page.getByRole('button', { name: say('factor_codes_renew') }).click();
		await renew();
		await confirm(page, host.passphrase);
		await renew();
		await expect(page.locator('.factor-codes li')).toHaveCount(10);

		await page.goto(`${empty.origin}/en/account/factors#remove-app`);
		await page
			.locator('#remove-app')
			.getByRole('button', { name: say('factor_remove') })
			.click();
		await expect(page.getByText(say('factor_needed'))).toBeVisible();
	}
);

test(
	'a passkey is made and used; without script the page says why not',
	{ tag: '@people' },
	async ({ page, empty, origins, context }, { project }) => {
		const origin = empty.origin.replace('127.0.0.1', 'localhost');
		origins.push(origin);
		const hasScript = project.use.javaScriptEnabled !== false;
		if (hasScript) {
			const device = await context.newCDPSession(page);
			await device.send('WebAuthn.enable');
			await device.send('WebAuthn.addVirtualAuthenticator', {
				options: {
					protocol: 'ctap2',
					transport: 'internal',
					hasResidentKey: true,
					hasUserVerification: true,
					isUserVerified: true,
					automaticPresenceSimulation: true
				}
			});
		}
		const house = { ...empty, setupUrl: () => empty.setupUrl()?.replace('127.0.0.1', 'localhost') ?? null };
		const host = await openHouse(page, house);
		await page.goto(`${origin}/en/account/factors/passkey`);
		await confirm(page, host.passphrase);
		await page
			.getByRole('main')
			.getByRole('button', { name: say('door_continue') })
			.click();
		if (!hasScript) {
			await expect(page.getByText(say('factor_passkey_script'))).toBeVisible();
			await expect(page.getByRole('button', { name: say('factor_passkey_make') })).toBeHidden();
			return;
		}
		await page.getByLabel(say('factor_passkey_label')).fill('blue key');
		await page.getByRole('button', { name: say('factor_passkey_make') }).click();
		await expect(page.getByRole('heading', { level: 1, name: say('factor_passkey_works') })).toBeVisible();
		await expect(page.locator('.factor-codes li')).toHaveCount(10);

		await signOut(page);
		await firstStep(page, origin, host);
		await page.getByRole('button', { name: say('factor_passkey_use') }).click();
		await isIn(page);
	}
);
