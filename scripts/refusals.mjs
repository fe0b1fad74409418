// What can stand in the way of a start, each as one sentence with what to do. No dependencies.
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';

/**
 * The port and host of the settings.
 *
 * @returns {{ port: number, host: string } | { refusal: string }}
 */
export function address(env = process.env) {
	const port = Number(env.PORT ?? 3000);
	if (!Number.isInteger(port) || port < 0 || port > 65535)
		return { refusal: `PORT must be a number from 0 to 65535, not "${env.PORT}".` };
	return { port, host: env.HOST ?? '127.0.0.1' };
}

/**
 * The sentence for an error of `listen`.
 *
 * @param {NodeJS.ErrnoException} error @param {number} port @param {string} host
 */
export function listenRefusal(error, port, host) {
	if (error.code === 'EADDRINUSE')
		return `Port ${port} is taken by another program. Stop that program, or choose another port: PORT=${port + 1} npm start`;
	if (error.code === 'EACCES')
		return `Port ${port} may only be opened by an administrator. Choose a port above 1023: PORT=3000 npm start`;
	if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
		return `This machine has no address ${host}. Leave HOST empty, or set it to one of the machine's own addresses.`;
	return `Kade cannot listen on ${host}, port ${port} (${error.code ?? error.message}).`;
}

/**
 * Whether the port is free, tried before long work.
 *
 * @param {number} port @param {string} host
 * @returns {Promise<string | null>} the sentence, or null
 */
export function portRefusal(port, host) {
	return new Promise((done) => {
		const probe = createServer();
		probe.once('error', (error) => done(listenRefusal(error, port, host)));
		probe.listen(port, host, () => probe.close(() => done(null)));
	});
}

/** An empty database with its journal, and some room to say goodbye in. */
const NEEDED = 8 * 1024 * 1024;

/**
 * Makes the data folder and writes a probe into it.
 *
 * @param {string} folder
 * @returns {string | null} the sentence, or null
 */
export function folderRefusal(folder) {
	const path = resolve(folder);
	try {
		mkdirSync(path, { recursive: true, mode: 0o700 });
		const probe = join(path, `.probe-${process.pid}`);
		writeFileSync(probe, 'x'.repeat(4096));
		rmSync(probe);
		const { bavail, bsize } = statfsSync(path);
		return bavail * bsize < NEEDED ? diskFull(path) : null;
	} catch (error) {
		const { code } = /** @type {NodeJS.ErrnoException} */ (error);
		if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(path);
		return `The data folder ${path} cannot be written (${code}). Give this user the right to write there, or choose another folder: DATA_DIR=/path/to/folder npm start`;
	}
}

/** @param {string} place */
export function diskFull(place) {
	return `The disk that holds ${place} is full. Free some space, then run npm start again.`;
}
