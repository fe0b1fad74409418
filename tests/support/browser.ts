import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The Chromium to test with: the one CHROMIUM names, an installed one, else Playwright's own; null when there is none. */
export function findBrowser(): string | null {
	const named = process.env.CHROMIUM;
	if (named) return existsSync(named) ? named : null;
	const folders = (process.env.PATH ?? '').split(path.delimiter).concat('/usr/bin');
	const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
	return [...candidates, chromium.executablePath()].find((file) => existsSync(file)) ?? null;
}

/**
 * Finds a Chromium, or installs one: Debian's package where we may, else Playwright's own.
 *
 * @throws with a clear sentence when all of it failed
 */
export function ensureBrowser(): string {
	const ways: (() => void)[] = [
		() => {},
		() => {
			if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return;
			const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: 'inherit' as const };
			spawnSync('apt-get', ['update', '-qq'], quiet);
			spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet);
		},
		() =>
			spawnSync(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'], {
				stdio: 'inherit'
			})
	];
	for (const way of ways) {
		way();
		const browser = findBrowser();
		if (browser) return browser;
	}
	throw new Error(
		process.env.CHROMIUM
			? `CHROMIUM names ${process.env.CHROMIUM}, and there is nothing there.`
			: 'The browser tests need Chromium, and it could not be installed. Install it (on Debian: apt install chromium), or set CHROMIUM to its path.'
	);
}

/** For Playwright's `use.launchOptions`: the browser talks to nobody but the pages under test. */
export const launchOptions = {
	executablePath: findBrowser() ?? undefined,
	args: [
		'--no-sandbox',
		'--disable-gpu',
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync'
	]
};
