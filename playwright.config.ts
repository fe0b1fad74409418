import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from './tests/support/browser.ts';

/** Journeys through the built app, each with and without script: pages must not need any. */
export default defineConfig({
	testDir: 'tests/journeys',
	testMatch: '*.journey.ts',
	fullyParallel: true,
	workers: 2,
	timeout: 90_000,
	expect: { timeout: 10_000 },
	reporter: [['list']],
	use: {
		...devices['Desktop Chrome'],
		launchOptions,
		locale: 'en-GB',
		contextOptions: { reducedMotion: 'reduce' },
		actionTimeout: 15_000
	},
	projects: [
		// What is served is the same bytes with and without script: it is judged once.
		{ name: 'with scripts', use: { javaScriptEnabled: true }, testIgnore: 'html.journey.ts' },
		{ name: 'without scripts', use: { javaScriptEnabled: false } }
	]
});
