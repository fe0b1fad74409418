import { defineConfig } from 'vitest/config';

// For stryker.config.mjs: the tests beside the code, without those that start a server of the finished build, which
// no change to a source file would reach.
export default defineConfig({
	test: {
		projects: [
			{
				extends: './vite.config.ts',
				test: {
					name: 'mutation',
					environment: 'node',
					include: [
						'src/lib/server/{gate,factor-gate,rate-limits}.test.ts',
						'src/lib/accounts/server/{sessions,invitations,signin}.test.ts'
					],
					globalSetup: ['tests/support/global.ts'],
					testTimeout: 20_000,
					hookTimeout: 60_000
				}
			}
		]
	}
});
