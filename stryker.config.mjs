// npm run mutation: breaks the code that guards people, one small change at a time, and counts what the tests notice.
// Hours on a small machine, so no part of npm test. One file: npm run mutation -- --mutate src/lib/server/gate.ts
export default {
	// Not its own runner for Vitest: under Vitest 5 that one selects no test inside a `describe`, and calls it survival.
	testRunner: 'command',
	plugins: [],
	commandRunner: {
		command: 'node node_modules/vitest/vitest.mjs run --bail 1 --config vitest.mutation.config.ts'
	},
	mutate: [
		'src/lib/server/gate.ts',
		'src/lib/server/rate-limits.ts',
		'src/lib/accounts/server/sessions.ts',
		'src/lib/accounts/server/invitations.ts'
	],
	concurrency: 2,
	timeoutMS: 20_000,
	reporters: ['clear-text', 'progress'],
	clearTextReporter: { allowColor: false, logTests: false },
	tempDirName: 'test-results/stryker',
	thresholds: { high: 95, low: 90, break: 85 }
};
