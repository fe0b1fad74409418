import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface RunningServer {
	/** such as `http://127.0.0.1:41234` */
	origin: string;
	dataDir: string;
	/** everything the server printed so far */
	output(): string;
	/** the one-time address for the first account, when the server printed one */
	setupUrl(): string | null;
	/** asks it to end, as an operator would; removes the data folder */
	stop(): Promise<void>;
	/** ends it without warning and keeps the data folder, as a power cut would */
	kill(): Promise<void>;
}

export interface ServerOptions {
	/** start with the fictional cohort */
	demo?: boolean;
	/** go on with the data of an earlier server */
	dataDir?: string;
	env?: Record<string, string>;
}

/**
 * Starts the built app on a free port of this machine, with a data folder of its own.
 *
 * @throws with everything it printed when it ends, or is not ready within 30 seconds
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
	if (!existsSync(path.join(root, 'build/handler.js')))
		throw new Error('There is no build to test. Run npm test.');
	const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'kade-data-')));
	const child = spawn(process.execPath, ['--max-old-space-size=160', path.join(root, 'server.mjs')], {
		cwd: root,
		env: {
			PATH: process.env.PATH,
			PORT: '0',
			DATA_DIR: dataDir,
			...(options.demo ? { DEMO: '1' } : {}),
			...options.env
		},
		// With a channel the server ends when the tests die.
		stdio: ['ignore', 'pipe', 'pipe', 'ipc']
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr])
		stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
	const ended = new Promise<void>((done) => child.once('exit', () => done()));

	const origin = await new Promise<string>((ready, failed) => {
		const fail = (why: string) => {
			clearTimeout(patience);
			child.kill('SIGKILL');
			if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
			failed(new Error(`The server under test ${why}. It said:\n${said}`));
		};
		const patience = setTimeout(() => fail('was not ready in 30 seconds'), 30_000);
		const early = () => fail('ended');
		child.once('exit', early);
		child.stdout?.on('data', () => {
			const found = /Kade is at (\S+)/.exec(said);
			if (!found?.[1]) return;
			clearTimeout(patience);
			child.off('exit', early);
			ready(found[1]);
		});
	});

	return {
		origin,
		dataDir,
		output: () => said,
		setupUrl: () => /https?:\/\/\S+\/setup\S*/.exec(said)?.[0] ?? null,
		async stop() {
			child.kill('SIGTERM');
			await ended;
			await rm(dataDir, { recursive: true, force: true });
		},
		async kill() {
			child.kill('SIGKILL');
			await ended;
		}
	};
}
