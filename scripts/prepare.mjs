// Installs and builds, each only when its sources changed. No dependencies; works on any Node from 18 on.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fingerprint, readStamp, writeStamp } from './files.mjs';
import { quietly } from './quiet.mjs';
import { diskFull } from './refusals.mjs';
import { pinnedNode, root } from './runtime.mjs';

const installStamp = `${root}node_modules/.kade-install`;
const buildStamp = `${root}build/.kade-build`;

/** Puts the pinned Node and the project's own tools first for every program started from here. */
export function useOwnTools() {
	process.env.PATH = `${root}node_modules/.bin${delimiter}${process.env.PATH ?? ''}`;
}

/**
 * @param {(line: string) => void} say
 * @returns {Promise<string | null>} the sentence that explains a failure, or null when everything is installed
 */
export async function install(say) {
	const wanted = fingerprint(root, ['package-lock.json']) + ` ${process.platform}-${process.arch}`;
	if (readStamp(installStamp) === wanted && pinnedNode()) return null;
	if (!installedAsLocked()) {
		say('Installing what Kade needs (a minute or two) …');
		rmSync(installStamp, { force: true });
		const [command = 'npm', ...first] = npm();
		const run = await quietly(command, [...first, 'ci', '--no-audit', '--no-fund'], {
			cwd: root,
			shell: process.platform === 'win32' && first.length === 0
		});
		if (!run.ok) return installRefusal(run);
		run.forget();
	}
	if (!pinnedNode())
		return `Kade has no Node of its own for ${process.platform}-${process.arch}. Install Node 22.18 or newer, then run npm start again.`;
	writeStamp(installStamp, wanted);
	return null;
}

/**
 * @param {(line: string) => void} say
 * @returns {Promise<string | null>} the sentence that explains a failure, or null when the build is up to date
 */
export async function build(say) {
	const wanted = sources();
	if (readStamp(buildStamp) === wanted && existsSync(`${root}build/handler.js`)) return null;
	say('Building (less than a minute) …');
	rmSync(buildStamp, { force: true });
	const run = await quietly(pinnedNode() ?? 'node', ['node_modules/vite/bin/vite.js', 'build'], {
		cwd: root
	});
	if (!run.ok) return buildRefusal(run);
	run.forget();
	writeStamp(buildStamp, wanted);
	return null;
}

/** Whether a build of exactly these sources stands ready. */
export function isBuilt() {
	return readStamp(buildStamp) === sources();
}

function sources() {
	const configuration = readdirSync(root).filter((name) => /\.config\.\w+$/.test(name));
	const folders = ['src', 'courses', 'messages', 'static', 'drizzle'];
	const files = [
		'project.inlang/settings.json',
		'package.json',
		'package-lock.json',
		'scripts/paraglide.mjs',
		'scripts/css.mjs'
	];
	return fingerprint(
		root,
		[...folders, ...files, ...configuration.sort()],
		(path) => path === 'src/lib/paraglide' || /\.test\.ts$/.test(path)
	);
}

/** npm's own note of what it finished installing, compared with the lockfile: true after any complete install. */
function installedAsLocked() {
	try {
		const locked = packages(`${root}package-lock.json`);
		const installed = packages(`${root}node_modules/.package-lock.json`);
		for (const [path, { version }] of Object.entries(installed))
			if (locked[path]?.version !== version || !existsSync(root + path)) return false;
		return Object.entries(locked).every(([path, { optional }]) => path === '' || optional || installed[path]);
	} catch {
		return false;
	}
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packages(file) {
	return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/**
 * The npm that started us, else the one on the path.
 *
 * @returns {string[]}
 */
function npm() {
	const own = process.env.npm_execpath;
	return own?.endsWith('npm-cli.js') ? [process.execPath, own] : ['npm'];
}

/** @param {import('./quiet.mjs').Run} run */
function installRefusal({ output, log }) {
	if (/ENOSPC|EDQUOT|no space left/i.test(output)) return diskFull(root);
	if (
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/.test(
			output
		)
	)
		return `The npm registry cannot be reached, and Kade needs it once. Connect this machine to the internet (or set npm's registry or proxy), then run npm start again. Details: ${log}`;
	if (/EACCES|EPERM|EROFS/.test(output))
		return `npm may not write into ${root}. Give this user the right to write there, then run npm start again. Details: ${log}`;
	if (output === '')
		return 'npm was not found. Install Node together with npm (on Debian: apt install npm), then run npm start again.';
	return `Installing failed. What npm said is in ${log}`;
}

/** @param {import('./quiet.mjs').Run} run */
function buildRefusal({ output, log }) {
	if (/ENOSPC|EDQUOT|no space left/i.test(output)) return diskFull(root);
	const said = output.trim().split('\n').slice(-20).join('\n');
	return `${said}\n\nBuilding failed. All of what was said is in ${log}`;
}
