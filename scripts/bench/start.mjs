// How long until the first answer, and how much memory a server holds that nobody visits.
import { spread, seconds } from './numbers.mjs';
import { ask, cpuSeconds, memory, startApp } from './programs.mjs';

/** Start to first answer with data that is there already: milliseconds of each of `times` starts. */
export async function measureStarts(/** @type {string} */ dataDir, /** @type {string} */ path, times = 5) {
	const wall = [];
	const cpu = [];
	for (let round = 0; round < times; round++) {
		const app = await startApp(dataDir);
		const answer = await ask(app.origin + path);
		if (answer.status !== 200) throw new Error(`The first answer was ${answer.status}.`);
		wall.push(performance.now() - app.spawned);
		cpu.push(cpuSeconds(app.pid) * 1000);
		await app.stop();
	}
	return { wall: spread(wall, seconds), cpu: spread(cpu, seconds) };
}

/** Resident bytes ten seconds after the start. */
export async function measureIdle(/** @type {string} */ dataDir) {
	const app = await startApp(dataDir);
	await new Promise((later) => setTimeout(later, 10_000));
	const bytes = memory(app.pid);
	await app.stop();
	return bytes;
}
