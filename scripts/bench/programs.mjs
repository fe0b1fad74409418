// The programs a measurement is made of, each a child of this one: the app, the bare server, the load.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { root, serverFlags } from '../runtime.mjs';

/**
 * @typedef {object} Program
 * @property {string} origin where it answers
 * @property {number} pid
 * @property {import('node:child_process').ChildProcess} child
 * @property {number} spawned `performance.now()` when it was started
 * @property {() => Promise<void>} stop
 */

/** Clock ticks in a second of /proc/PID/stat: 100 on every Linux that Node runs on. */
const TICKS = 100;

/**
 * Starts the built app on a free port.
 *
 * @param {string} dataDir
 * @param {{ preload?: string, demo?: boolean }} [more] a module to load before it; whether to plant the demo's cast
 * @returns {Promise<Program>}
 */
export function startApp(dataDir, { preload, demo = false } = {}) {
	const flags = [...serverFlags({}), ...(preload ? ['--import', preload] : [])];
	const env = { PORT: '0', DATA_DIR: dataDir, NODE_ENV: 'production', MALLOC_ARENA_MAX: '2' };
	return start([...flags, `${root}server.mjs`], demo ? { ...env, DEMO: '1' } : env, /Kade is at (\S+)/);
}

/**
 * Starts a bare `node:http` server that gives the same bytes to every request.
 *
 * @param {string} file
 * @param {Record<string, string>} headers
 * @returns {Promise<Program>}
 */
export function startBare(file, headers) {
	return start([`${root}scripts/bench/bare.mjs`, file, JSON.stringify(headers)], {}, /bare at (\S+)/);
}

/**
 * @param {string[]} args
 * @param {Record<string, string>} env
 * @param {RegExp} ready
 * @returns {Promise<Program>}
 */
async function start(args, env, ready) {
	const spawned = performance.now();
	const child = spawn(process.execPath, args, {
		cwd: root,
		env: { PATH: process.env.PATH, ...env },
		stdio: ['ignore', 'pipe', 'inherit', 'ipc']
	});
	const origin = await new Promise((resolve, reject) => {
		let said = '';
		child.once('exit', () => reject(new Error(`${args.at(-1)} ended: ${said}`)));
		child.stdout?.on('data', (chunk) => {
			said += chunk;
			const found = ready.exec(said);
			if (found) resolve(found[1]);
		});
	});
	const ended = once(child, 'exit');
	const stop = async () => {
		child.kill('SIGTERM');
		await ended;
	};
	return { origin, pid: Number(child.pid), child, spawned, stop };
}

/**
 * Lets a load program ask for one page again and again over kept connections.
 *
 * @param {Program} of
 * @param {{ path: string, headers: Record<string, string>, milliseconds: number, connections?: number }} load
 * @returns {Promise<{ requests: number, cpu: number, perCpuSecond: number }>} CPU seconds of the server, user and system
 */
export async function loadOn(of, { path, headers, milliseconds, connections = 8 }) {
	const load = { url: of.origin + path, headers, milliseconds, connections };
	const before = cpuSeconds(of.pid);
	const child = spawn(process.execPath, [`${root}scripts/bench/load.mjs`, JSON.stringify(load)], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let said = '';
	child.stdout.on('data', (chunk) => (said += chunk));
	const [code] = await once(child, 'close');
	if (code !== 0) throw new Error(`The load on ${path} failed.`);
	const cpu = cpuSeconds(of.pid) - before;
	const { requests } = JSON.parse(said);
	return { requests, cpu, perCpuSecond: requests / cpu };
}

/** User and system time a process has used, all its threads, in seconds (proc(5), fields 14 and 15). @param {number} pid */
export function cpuSeconds(pid) {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
	return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Resident memory of a process in bytes. @param {number} pid @param {'VmRSS' | 'VmHWM'} which now, or the most so far */
export function memory(pid, which = 'VmRSS') {
	const line = new RegExp(`${which}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
	return Number(line?.[1]) * 1024;
}

/**
 * One request with exactly these headers, nothing decoded.
 *
 * @param {string} url
 * @param {{ method?: string, headers?: Record<string, string>, body?: string }} [options]
 * @returns {Promise<{ status: number, headers: import('node:http').IncomingHttpHeaders, raw: string[], body: Buffer }>}
 */
export function ask(url, { method = 'GET', headers = {}, body } = {}) {
	return new Promise((resolve, reject) => {
		const sent = request(url, { method, headers, agent: false }, async (answer) => {
			const chunks = [];
			for await (const chunk of answer) chunks.push(chunk);
			const { statusCode: status = 0, headers, rawHeaders: raw } = answer;
			resolve({ status, headers, raw, body: Buffer.concat(chunks) });
		});
		sent.once('error', reject);
		sent.end(body);
	});
}

/**
 * Signs somebody of the demo in.
 *
 * @param {string} origin @param {{ handle: string, passphrase: string }} who
 * @returns {Promise<string>} the cookie
 */
export async function signIn(origin, { handle, passphrase }) {
	const answer = await ask(`${origin}/en/sign-in`, {
		method: 'POST',
		headers: { origin, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
		body: new URLSearchParams({ handle, passphrase }).toString()
	});
	const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0];
	if (answer.status !== 303 || !cookie) throw new Error(`Signing in answered ${answer.status}.`);
	return cookie;
}
