import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { postgresBinaries, postgresIdentity } from './postgres-binaries.ts';

export interface Postgres {
	/** address of a database on this server */
	url(database: string): string;
	/** makes an empty database and returns its address */
	createDatabase(): Promise<string>;
	stop(): Promise<void>;
}

/**
 * Runs the server until its own input ends, then stops it and removes the data: so that both also happen when the
 * tests die without a word.
 */
const keeper =
	'folder=$1; shift; "$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server; rm -rf "$folder"';

const settings = {
	fsync: 'off',
	synchronous_commit: 'off',
	full_page_writes: 'off',
	max_connections: '200',
	shared_buffers: '64MB',
	// a unix socket in its own folder only: no port to collide on, nothing to reach from outside
	listen_addresses: ''
};

/**
 * Starts a PostgreSQL server of its own in a temporary folder.
 *
 * @throws when none can be started, with what the server said: a test run without PostgreSQL is no test run
 */
export async function startPostgres(): Promise<Postgres> {
	const identity = postgresIdentity();
	const bin = await postgresBinaries(identity);
	// Not the usual temporary folder, whose name can be long: the path of a socket ends at 107 bytes.
	const folder = await mkdtemp('/tmp/kade-postgres-');
	if (identity) await chown(folder, identity.uid, identity.gid);
	const as = { ...identity, cwd: '/' };

	const data = path.join(folder, 'data');
	const flags = ['--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C', '--no-sync'];
	execFileSync(path.join(bin, 'initdb'), ['-D', data, ...flags], { ...as, stdio: 'pipe' });

	const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const server = [path.join(bin, 'postgres'), '-D', data, '-k', folder, ...options];
	const child = spawn('/bin/sh', ['-c', keeper, 'sh', folder, ...server], {
		...as,
		// Apart from the terminal's group: Ctrl+C ends the tests, and their end is the server's.
		detached: true,
		stdio: ['pipe', 'ignore', 'pipe']
	});
	const url = (database: string) =>
		`postgres://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`;
	const stop = () =>
		new Promise<void>((done) => {
			child.once('exit', () => done());
			if (child.exitCode !== null) done();
			child.stdin?.end();
		});
	await ready(url('postgres'), child);

	return {
		url,
		stop,
		async createDatabase() {
			const name = `kade_${randomBytes(6).toString('hex')}`;
			await run(url('postgres'), `create database ${name}`);
			return url(name);
		}
	};
}

async function run(url: string, sql: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query(sql);
	} finally {
		await client.end();
	}
}

/** Waits up to 30 seconds for the first answer. */
async function ready(url: string, child: ChildProcess): Promise<void> {
	let said = '';
	child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
	for (let attempt = 0; attempt < 300; attempt++) {
		try {
			return await run(url, 'select 1');
		} catch {
			await new Promise((later) => setTimeout(later, 100));
		}
	}
	child.stdin?.end();
	throw new Error(`PostgreSQL did not start for the tests. It said:\n${said}`);
}
