// npm test: everything that proves this tree, one line a step, the words of a step only when it failed.
//
//   npm test                      all steps
//   npm test -- eslint vitest     only these
//   npm test -- --verbose         with everything each step said
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, install, useOwnTools } from './prepare.mjs';
import { quietly } from './quiet.mjs';
import { become, isNewEnough, pinnedNode, root, stop } from './runtime.mjs';

process.chdir(root);
const refusal = await install(console.log);
if (refusal) stop(refusal);
if (isNewEnough()) await test();
else become(pinnedNode(), [fileURLToPath(import.meta.url), ...process.argv.slice(2)]);

async function test() {
	useOwnTools();
	if (!process.stdout.isTTY) process.env.NO_COLOR = '1';
	const verbose = process.argv.includes('--verbose');
	const only = process.argv.slice(2).filter((word) => !word.startsWith('--'));
	const reports = mkdtempSync(join(tmpdir(), 'kade-reports-'));
	const total = { passed: 0, failed: 0 };

	const steps = {
		browser: async () => {
			const { ensureBrowser } = await import('../tests/support/browser.ts');
			return sentence(() => ensureBrowser());
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
		vitest: async () => {
			const report = join(reports, 'vitest.json');
			const run = await tool(
				'vitest/vitest.mjs',
				...[
					'run',
					'--allowOnly=false',
					'--reporter=default',
					'--reporter=json',
					`--outputFile.json=${report}`
				]
			);
			return { ...run, ...counted(report, vitestCounts) };
		},
		playwright: async () => {
			const report = join(reports, 'playwright.json');
			process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = report;
			const run = await tool('@playwright/test/cli.js', 'test', '--forbid-only', '--reporter=line,json');
			return { ...run, ...counted(report, playwrightCounts) };
		}
	};

	const unknown = only.filter((name) => !(name in steps));
	if (unknown.length) stop(`There is no step named ${unknown.join(', ')}: ${Object.keys(steps).join(', ')}.`);

	for (const [name, step] of Object.entries(steps)) {
		if (only.length && !only.includes(name)) continue;
		const began = performance.now();
		const result = await step();
		const tests = result.tests ?? { passed: result.ok ? 1 : 0, failed: result.ok ? 0 : 1, skipped: 0 };
		// A runner that fails without a failed test (a crash, a broken file) counts as one failure.
		if (!result.ok && tests.failed === 0) tests.failed = 1;
		total.passed += tests.passed;
		total.failed += tests.failed;
		if (verbose || !result.ok) console.log(result.output.trimEnd());
		console.log(line(name, result, tests, (performance.now() - began) / 1000));
	}
	rmSync(reports, { recursive: true, force: true });
	console.log(`${total.passed} passed, ${total.failed} failed`);
	process.exit(total.failed === 0 ? 0 : 1);
}

function line(name, { ok, tests }, { passed, failed, skipped }, seconds) {
	const counts = tests ? ` · ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}` : '';
	return `${ok ? '✓' : '✗'} ${name.padEnd(14)}${seconds.toFixed(1).padStart(7)} s${counts}`;
}

/** Runs a tool of node_modules with this Node. */
async function tool(file, ...args) {
	const run = await quietly(process.execPath, [join('node_modules', file), ...args], { cwd: root });
	run.forget();
	return { ok: run.ok, output: run.output };
}

function sentence(work) {
	try {
		return { ok: true, output: String(work()) };
	} catch (error) {
		return { ok: false, output: error.message };
	}
}

/** Reads a runner's report; without one the runner did not get that far. */
function counted(report, counts) {
	try {
		return { tests: counts(JSON.parse(readFileSync(report, 'utf8'))) };
	} catch {
		return { ok: false };
	}
}

function vitestCounts(report) {
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests,
		skipped: report.numPendingTests + (report.numTodoTests ?? 0)
	};
}

function playwrightCounts({ stats }) {
	return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}
