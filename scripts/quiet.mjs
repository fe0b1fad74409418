// Runs a program with its words kept in a log, which is shown only when something went wrong.
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * @typedef {{ ok: boolean, output: string, log: string, forget: () => void }} Run `log` is the path of the words, kept
 * until `forget`
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<Run>}
 */
export async function quietly(command, args, options = {}) {
	const folder = mkdtempSync(join(tmpdir(), 'kade-'));
	const log = join(folder, 'output.log');
	const file = openSync(log, 'a');
	const ok = await new Promise((/** @type {(ok: boolean) => void} */ done) => {
		const child = spawn(command, args, { ...options, stdio: ['ignore', file, file] });
		const end = (/** @type {NodeJS.Signals} */ signal) => {
			child.kill(signal);
			process.exit(1);
		};
		process.once('SIGTERM', end).once('SIGINT', end);
		child.once('error', () => done(false));
		child.once('close', (code) => {
			process.off('SIGTERM', end).off('SIGINT', end);
			done(code === 0);
		});
	});
	closeSync(file);
	const forget = () => rmSync(folder, { recursive: true, force: true });
	return { ok, output: readFileSync(log, 'utf8'), log, forget };
}
