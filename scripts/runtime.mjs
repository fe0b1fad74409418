// Which Node runs Kade, and how one program becomes another. No dependencies; works on any Node from 18 on.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Options of the server's Node: a small heap keeps the whole process in its memory budget at the same speed. An
 * operator with more to serve sets another in NODE_OPTIONS.
 */
export function serverFlags(env = process.env) {
	if (env.NODE_OPTIONS?.includes('max-old-space-size')) return [];
	return ['--max-old-space-size=160', '--max-semi-space-size=4'];
}

/** @type {NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Whether this Node can run the app: SvelteKit 3 asks for 22.17, reading .ts files as they are for 22.18. */
export function isNewEnough(version = process.versions.node) {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	return major > 22 || (major === 22 && minor >= 18);
}

/** The Node that travels with the dependencies, else the one running this if it is new enough, else null. */
export function pinnedNode() {
	const name = process.platform === 'win32' ? 'node.exe' : 'node';
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	const path = `${root}node_modules/node-${platform}-${process.arch}/bin/${name}`;
	if (existsSync(path)) return path;
	return isNewEnough() ? process.execPath : null;
}

/**
 * Goes on as another program: replaces this process where the system allows it, else starts it as a child that
 * shares the terminal, gets the signals, and gives its exit code back.
 *
 * @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} env
 */
export function become(command, args, env = process.env) {
	if (typeof process.execve === 'function' && process.platform !== 'win32') {
		process.execve(command, [command, ...args], definedOnly(env));
	}
	// The channel tells the child when this process has died without a word.
	const child = spawn(command, args, { env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
	for (const signal of signals) process.on(signal, () => child.kill(signal));
	child.on('error', (error) => stop(`This Node could not be started: ${command} (${error.message})`));
	child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

/**
 * Under `npm start` a shell stands between npm and us, and passes no signal on when npm is told to end: without this
 * the server would live on unseen, and hold the port.
 *
 * @param {() => void} end
 */
export function whenParentDies(end) {
	if (!process.env.npm_lifecycle_event) return;
	const parent = process.ppid;
	setInterval(() => process.ppid !== parent && end(), 500).unref();
}

/**
 * Says one clear sentence and ends.
 *
 * @param {string} sentence
 * @returns {never}
 */
export function stop(sentence) {
	console.error(sentence);
	process.exit(1);
}

/** @param {NodeJS.ProcessEnv} env */
function definedOnly(env) {
	return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
}
