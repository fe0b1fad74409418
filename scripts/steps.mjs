// The steps of npm test. Each gives back whether it went well, what was said, and for test runners the counts.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './prepare.mjs';
import { quietly } from './quiet.mjs';
import { root } from './runtime.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ ok: boolean, output: string, tests?: Counts }} Result
 */

/** @type {Record<string, () => Promise<Result>>} in the order they run */
export const steps = {
	browser: async () => {
		const { ensureBrowser } = await import('../tests/support/browser.ts');
		try {
			return { ok: true, output: ensureBrowser() };
		} catch (error) {
			return { ok: false, output: String(error) };
		}
	},
	sync: () => tool('@sveltejs/kit/svelte-kit.js', 'sync'),
	build: async () => {
		const refusal = await build(() => {});
		return { ok: refusal === null, output: refusal ?? '' };
	},
	prettier: () => tool('prettier/bin/prettier.cjs', '--check', '.'),
	eslint: () => tool('eslint/bin/eslint.js', '.', '--max-warnings', '0'),
	'svelte-check': () =>
		tool('svelte-check/bin/svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings'),
	vitest: () =>
		counted(vitestCounts, (report) =>
			tool(
				'vitest/vitest.mjs',
				...[
					'run',
					'--allowOnly=false',
					'--reporter=default',
					'--reporter=json',
					`--outputFile.json=${report}`
				]
			)
		),
	playwright: () =>
		counted(playwrightCounts, (report) => {
			process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = report;
			return tool('@playwright/test/cli.js', 'test', '--forbid-only', '--reporter=line,json');
		})
};

/**
 * Runs a tool of node_modules with this Node.
 *
 * @param {string} file @param {string[]} args
 * @returns {Promise<Result>}
 */
async function tool(file, ...args) {
	const { ok, output, forget } = await quietly(process.execPath, [join('node_modules', file), ...args], {
		cwd: root
	});
	forget();
	return { ok, output };
}

/**
 * Adds the counts of a test runner's report; without a report the runner did not get that far.
 *
 * @param {(report: never) => Counts} counts
 * @param {(report: string) => Promise<Result>} run
 * @returns {Promise<Result>}
 */
async function counted(counts, run) {
	const folder = mkdtempSync(join(tmpdir(), 'kade-report-'));
	const report = join(folder, 'report.json');
	const result = await run(report);
	try {
		return { ...result, tests: counts(/** @type {never} */ (JSON.parse(readFileSync(report, 'utf8')))) };
	} catch {
		return { ...result, ok: false };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @type {(report: { numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number }) => Counts} */
function vitestCounts({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) {
	return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

/** @type {(report: { stats: { expected: number, flaky: number, unexpected: number, skipped: number } }) => Counts} */
function playwrightCounts({ stats }) {
	return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}
