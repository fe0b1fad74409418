import path from 'node:path';
import Database from 'better-sqlite3';
import { CAST, PASSPHRASE, type Actor } from '#lib/operations/server/people.ts';
import type { RunningServer } from '#tests/support/server.ts';

export interface Answer {
	status: number;
	headers: Headers;
	body: string;
	/** where a redirect leads, else empty */
	to: string;
}

type Fields = Record<string, string> | [string, string][];

/** Somebody with a browser without script: sends forms as a browser would and keeps the session cookie. */
export class Visitor {
	cookie = '';
	readonly #server: RunningServer;

	constructor(server: RunningServer) {
		this.#server = server;
	}

	async send(
		address: string,
		init: RequestInit & { headers?: Record<string, string> } = {}
	): Promise<Answer> {
		const headers = { accept: 'text/html', ...(this.cookie && { cookie: this.cookie }), ...init.headers };
		const answer = await fetch(this.#server.origin + address, { redirect: 'manual', ...init, headers });
		for (const line of answer.headers.getSetCookie()) this.#keep(line);
		return {
			status: answer.status,
			headers: answer.headers,
			body: await answer.text(),
			to: answer.headers.get('location') ?? ''
		};
	}

	get(address: string, headers: Record<string, string> = {}): Promise<Answer> {
		return this.send(address, { headers });
	}

	/** Sends a form of our own page. */
	post(address: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<Answer> {
		const body = new URLSearchParams(fields);
		return this.send(address, { method: 'POST', body, headers: { origin: this.#server.origin, ...headers } });
	}

	/** Signs in through the form, as one of the demo's cast. */
	/** The device's cookie beside the session's, as a browser keeps both; one that is cleared is gone. */
	#keep(line: string): void {
		const [pair = ''] = line.split(';');
		const name = pair.slice(0, pair.indexOf('=') + 1);
		const others = this.cookie.split('; ').filter((kept) => kept && !kept.startsWith(name));
		this.cookie = [...others, ...(pair === name ? [] : [pair])].join('; ');
	}

	async signIn(actor: Actor): Promise<this> {
		const answer = await this.post('/en/sign-in', { handle: CAST[actor].handle, passphrase: PASSPHRASE });
		if (answer.status !== 303) throw new Error(`${actor} could not sign in: ${answer.status}`);
		return this;
	}
}

/** Everything in the server's database, table by table, for comparing before and after. */
export function everything(server: RunningServer, except: string[] = []): Record<string, unknown[]> {
	return inDatabase(server, (database) => {
		const names = database
			.prepare(
				"select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name"
			)
			.pluck()
			.all() as string[];
		const kept = names.filter((name) => !except.includes(name));
		return Object.fromEntries(kept.map((name) => [name, database.prepare(`select * from "${name}"`).all()]));
	});
}

/** One row of the server's database, for finding an id that exists. */
export const oneRow = (server: RunningServer, query: string, ...values: unknown[]): Record<string, string> =>
	inDatabase(server, (database) => {
		const row = database.prepare(query).get(...values) as Record<string, string> | undefined;
		if (!row) throw new Error(`The demo has no such row: ${query}`);
		return row;
	});

function inDatabase<T>(server: RunningServer, read: (database: Database.Database) => T): T {
	const database = new Database(path.join(server.dataDir, 'kade.db'), { readonly: true });
	try {
		return read(database);
	} finally {
		database.close();
	}
}
