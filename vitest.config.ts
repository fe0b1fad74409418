import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		expect: { requireAssertions: true },
		projects: [
			{
				extends: './vite.config.ts',
				test: {
					name: 'rooms',
					environment: 'node',
					include: ['src/**/*.test.ts', 'tests/rules/**/*.test.ts'],
					globalSetup: ['tests/support/global.ts'],
					testTimeout: 20_000,
					hookTimeout: 60_000
				}
			}
		]
	}
});
