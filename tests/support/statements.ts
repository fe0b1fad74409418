import Database from 'better-sqlite3';
import pg from 'pg';

/** What frames a transaction is not counted: the budgets are about queries. */
const FRAME = /^\s*(begin|commit|rollback|savepoint|release|set)\b/i;

/** Runs `work` and gives every SQL statement that was sent meanwhile, on either engine, in this process. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
	const seen: string[] = [];
	const restore = [watchSqlite(seen), watchPostgres(seen)];
	try {
		await work();
	} finally {
		for (const undo of restore) undo();
	}
	return seen.filter((sql) => !FRAME.test(sql));
}

function watchSqlite(seen: string[]): () => void {
	const memory = new Database(':memory:');
	const statement = Object.getPrototypeOf(memory.prepare('select 1')) as Record<
		string,
		(...args: unknown[]) => unknown
	>;
	memory.close();
	const original = { run: statement.run!, get: statement.get!, all: statement.all! };
	for (const name of ['run', 'get', 'all'] as const) {
		statement[name] = function (this: { source: string }, ...args: unknown[]) {
			seen.push(this.source);
			return original[name].apply(this, args);
		};
	}
	return () => Object.assign(statement, original);
}

function watchPostgres(seen: string[]): () => void {
	const client = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
	const original = client.query;
	client.query = function (this: unknown, ...args: unknown[]) {
		const first = args[0] as string | { text?: string };
		seen.push(typeof first === 'string' ? first : (first.text ?? ''));
		return original.apply(this, args);
	};
	return () => {
		client.query = original;
	};
}
