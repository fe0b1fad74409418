// One run: a data folder of its own with the demo's cast in it, the measurements one after another, the table.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { measurements } from './measurements.mjs';
import { startApp } from './programs.mjs';
import { table } from './table.mjs';

/** @param {{ only: string[], large: boolean, quick: boolean }} wish */
export async function run({ only, large, quick }) {
	const folder = mkdtempSync(join(tmpdir(), 'kade-bench-'));
	const scene = {
		folder,
		dataDir: join(folder, 'data'),
		rounds: quick ? 3 : 7,
		milliseconds: quick ? 1000 : 2500
	};
	try {
		// The first start fills the folder, so that every later one is a warm one, as in production.
		await (await startApp(scene.dataDir, { demo: true })).stop();
		const rows = [];
		for (const [name, measure] of Object.entries(measurements)) {
			if (only.length ? !only.includes(name) : name === 'large' && !large) continue;
			process.stderr.write(`${name} …\n`);
			rows.push(...(await measure(scene)));
		}
		const [minute = 0] = loadavg();
		const machine = `${availableParallelism()} cores, Node ${process.versions.node}, load of the machine ${minute.toFixed(1)}`;
		return `\n${table(rows)}\n\n${machine}; ratios are medians of ${scene.rounds} alternated rounds, with the smallest and the largest.`;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
