// npm test: everything that proves this tree, one line a step, the words of a step only when it failed.
//
//   npm test                      all steps
//   npm test -- eslint vitest     only these
//   npm test -- --verbose         with everything each step said
import { fileURLToPath } from 'node:url';
import { install, useOwnTools } from './prepare.mjs';
import { become, isNewEnough, pinnedNode, root, stop } from './runtime.mjs';

process.chdir(root);
const refusal = await install(console.log);
if (refusal) stop(refusal);
if (isNewEnough()) await test(process.argv.slice(2));
else become(pinnedNode() ?? 'node', [fileURLToPath(import.meta.url), ...process.argv.slice(2)]);

/** @param {string[]} words of the command line */
async function test(words) {
	useOwnTools();
	if (!process.stdout.isTTY) process.env.NO_COLOR = '1';
	const { steps } = await import('./steps.mjs');
	const only = words.filter((word) => !word.startsWith('--'));
	const unknown = only.filter((name) => !(name in steps));
	if (unknown.length) stop(`There is no step named ${unknown.join(', ')}: ${Object.keys(steps).join(', ')}.`);

	let passed = 0;
	let failed = 0;
	for (const [name, step] of Object.entries(steps)) {
		if (only.length && !only.includes(name)) continue;
		const began = performance.now();
		const result = await step();
		const tests = result.tests ?? { passed: result.ok ? 1 : 0, failed: 0, skipped: 0 };
		// A step that fails without a failed test (a crash, a broken file) counts as one failure.
		if (!result.ok && tests.failed === 0) tests.failed = 1;
		passed += tests.passed;
		failed += tests.failed;
		if (words.includes('--verbose') || !result.ok) console.log(result.output.trimEnd());
		console.log(line(name, result, (performance.now() - began) / 1000));
	}
	console.log(`${passed} passed, ${failed} failed`);
	process.exit(failed === 0 ? 0 : 1);
}

/** @param {string} name @param {import('./steps.mjs').Result} result @param {number} seconds */
function line(name, { ok, tests }, seconds) {
	const skipped = tests?.skipped ? `, ${tests.skipped} skipped` : '';
	const counts = tests ? ` · ${tests.passed} passed, ${tests.failed} failed${skipped}` : '';
	return `${ok ? '✓' : '✗'} ${name.padEnd(14)}${seconds.toFixed(1).padStart(7)} s${counts}`;
}
