import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
	code: number | null;
	output: string;
	milliseconds: number;
}

/**
 * Runs one of our own programs with this Node until it ends, or until it has said `enough`, when it is asked to end.
 *
 * @param env on top of a nearly empty environment
 */
export function runProgram(
	args: string[],
	{ env = {}, cwd = root, enough }: { env?: Record<string, string>; cwd?: string; enough?: RegExp } = {}
): Promise<Ended> {
	return new Promise((done, failed) => {
		const began = performance.now();
		const child = spawn(process.execPath, args, {
			cwd,
			env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
			stdio: ['ignore', 'pipe', 'pipe', 'ipc']
		});
		let output = '';
		let milliseconds = 0;
		for (const stream of [child.stdout, child.stderr])
			stream?.on('data', (chunk: Buffer) => {
				output += chunk.toString();
				if (milliseconds || !enough?.test(output)) return;
				milliseconds = performance.now() - began;
				child.kill('SIGTERM');
			});
		child.once('error', failed);
		child.once('exit', (code) =>
			done({ code, output, milliseconds: milliseconds || performance.now() - began })
		);
	});
}
