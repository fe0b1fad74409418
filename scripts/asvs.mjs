// npm run asvs: how many of our ninety requirements of OWASP ASVS 5.0.0 (docs/asvs.json) a passing test proves.
//
//   npm run asvs                         runs the rules and the tests of the rooms
//   npm run asvs -- --journeys           the journeys too
//   npm run asvs -- --report a.json …    reads reports (JSON) of vitest or Playwright instead of running
//
// A test names what it proves in its title or in that of a describe around it: `asvs:3.4.3`. Neither a requirement
// without a passing test nor one with a failing test counts. Ends with 0 unless the tests could not run at all.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quietly } from './quiet.mjs';
import { root, stop } from './runtime.mjs';

/** @typedef {{ asvs: string, group: string, text: string }} Requirement */
/** @typedef {{ title: string, state: 'passed' | 'failed' | 'skipped' }} Test */
/** @typedef {{ title: string, specs?: { title: string, tests: { status: string }[] }[], suites?: Suite[] }} Suite */

/** @type {Requirement[]} */
const requirements = JSON.parse(readFileSync(join(root, 'docs/asvs.json'), 'utf8'));

const words = process.argv.slice(2);
const named = words.includes('--report') ? words.slice(words.indexOf('--report') + 1) : null;
const tests = named ? named.flatMap((path) => testsIn(readFileSync(path, 'utf8'))) : await run();
print(tests);

/** @returns {Promise<Test[]>} */
async function run() {
	const vitest = (/** @type {string} */ report) => ['vitest/vitest.mjs', 'run', `--outputFile=${report}`];
	const found = await testsOf((report) => [...vitest(report), '--reporter=json']);
	if (!words.includes('--journeys')) return found;
	const playwright = ['@playwright/test/cli.js', 'test', '--reporter=json'];
	return [...found, ...(await testsOf(() => playwright))];
}

/**
 * Runs a test runner and reads what it reports. That tests fail is no reason to stop: it is what we ask.
 *
 * @param {(report: string) => string[]} command
 * @returns {Promise<Test[]>}
 */
async function testsOf(command) {
	const folder = mkdtempSync(join(tmpdir(), 'kade-asvs-'));
	const report = join(folder, 'report.json');
	const [tool = '', ...args] = command(report);
	process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = report;
	const path = join('node_modules', tool);
	const { output, forget } = await quietly(process.execPath, [path, ...args], { cwd: root });
	forget();
	try {
		return testsIn(readFileSync(report, 'utf8'));
	} catch {
		return stop(`The tests could not run.\n${output}`);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @param {string} report of vitest or Playwright @returns {Test[]} */
function testsIn(report) {
	const { testResults, suites } = JSON.parse(report);
	if (suites) return suites.flatMap((/** @type {Suite} */ suite) => testsInSuite(suite, ''));
	const assertions = testResults.flatMap((/** @type {any} */ file) => file.assertionResults);
	return assertions.map((/** @type {any} */ { fullName, status }) => ({
		title: fullName,
		state: status === 'passed' || status === 'failed' ? status : 'skipped'
	}));
}

/** @param {Suite} suite @param {string} above @returns {Test[]} */
function testsInSuite({ title, specs = [], suites = [] }, above) {
	const path = `${above} ${title}`;
	const own = specs.flatMap((spec) =>
		spec.tests.map(({ status }) => testOf(`${path} ${spec.title}`, status))
	);
	return [...own, ...suites.flatMap((suite) => testsInSuite(suite, path))];
}

/** @param {string} title @param {string} status of Playwright @returns {Test} */
function testOf(title, status) {
	if (status === 'skipped') return { title, state: 'skipped' };
	return { title, state: status === 'expected' ? 'passed' : 'failed' };
}

/** @param {Test[]} tests */
function print(tests) {
	/** @type {Map<string, Set<Test['state']>>} */
	const states = new Map();
	for (const { title, state } of tests)
		for (const [, id = ''] of title.matchAll(/\basvs:(\d+(?:\.\d+)+)/g))
			states.set(id, (states.get(id) ?? new Set()).add(state));
	const idOf = (/** @type {Requirement} */ { asvs }) => asvs.slice(1);
	const isProven = (/** @type {Requirement} */ one) => {
		const seen = states.get(idOf(one));
		return Boolean(seen?.has('passed') && !seen.has('failed'));
	};

	for (const group of new Set(requirements.map(({ group }) => group))) {
		const own = requirements.filter((one) => one.group === group);
		console.log(`${group.padEnd(32)}${own.filter(isProven).length}/${own.length}`);
	}
	const missing = requirements.filter((one) => !isProven(one));
	if (missing.length) console.log('\nWithout a passing test:');
	for (const one of missing) {
		const why = states.get(idOf(one))?.has('failed') ? ' (a test fails)' : '';
		console.log(`  ${idOf(one).padEnd(8)}${one.text}${why}`);
	}
	const known = new Set(requirements.map(idOf));
	const strange = [...states.keys()].filter((id) => !known.has(id));
	if (strange.length) console.log(`\nNot among ours: ${strange.join(', ')}`);
	console.log(`\nasvs ${requirements.length - missing.length} of ${requirements.length}`);
}
