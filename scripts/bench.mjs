// npm run bench: the budgets of this product, measured on this machine, as ratios within one run.
//
//   npm run bench                     everything
//   npm run bench -- requests start   only these measurements
//   npm run bench -- --large          also with 100,000 accounts, 1,000,000 attempts and 1,000,000 posts
//   npm run bench -- --quick          fewer and shorter rounds
//
// Needs Linux (it reads /proc) and talks to 127.0.0.1 alone.
import { fileURLToPath } from 'node:url';
import { build, install, useOwnTools } from './prepare.mjs';
import { become, isNewEnough, pinnedNode, root, stop } from './runtime.mjs';

process.chdir(root);
const refusal = (await install(console.log)) ?? (await build(console.log));
if (refusal) stop(refusal);
const node = pinnedNode();
if (isNewEnough()) await bench(process.argv.slice(2));
else become(node ?? 'node', [fileURLToPath(import.meta.url), ...process.argv.slice(2)]);

/** @param {string[]} words of the command line */
async function bench(words) {
	useOwnTools();
	const { measurements } = await import('./bench/measurements.mjs');
	const only = words.filter((word) => !word.startsWith('--'));
	const unknown = only.filter((name) => !(name in measurements));
	if (unknown.length)
		stop(`There is no measurement named ${unknown.join(', ')}: ${Object.keys(measurements).join(', ')}.`);
	const { run } = await import('./bench/run.mjs');
	console.log(await run({ only, large: words.includes('--large'), quick: words.includes('--quick') }));
}
