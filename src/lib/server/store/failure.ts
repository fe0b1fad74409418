/** Why the database could not answer. `conflict` is a broken uniqueness or reference rule, the rest are weather. */
export type FailureReason = 'busy' | 'full' | 'readonly' | 'down';

/** The database could not take a read or write; nothing was half-done. Routes answer 503 (or 507 when full). */
export class StoreFailure extends Error {
	readonly reason: FailureReason;
	constructor(reason: FailureReason, cause: unknown) {
		super(`The database is ${reason}.`, { cause });
		this.name = 'StoreFailure';
		this.reason = reason;
	}
}

const SQLITE: [prefix: string, reason: FailureReason][] = [
	['SQLITE_BUSY', 'busy'],
	['SQLITE_LOCKED', 'busy'],
	['SQLITE_FULL', 'full'],
	['SQLITE_READONLY', 'readonly'],
	['SQLITE_CANTOPEN', 'down'],
	['SQLITE_IOERR', 'down']
];

/** PostgreSQL's classes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const POSTGRES: [prefix: string, reason: FailureReason][] = [
	['53100', 'full'],
	['53', 'busy'],
	['25006', 'readonly'],
	['57', 'down'],
	['08', 'down'],
	['ECONN', 'down'],
	['40001', 'busy'],
	['40P01', 'busy'],
	['55P03', 'busy']
];

/** The engine's own error code, also when drizzle wrapped the error. */
export function engineCode(error: unknown): string {
	for (let e = error; e instanceof Error; e = e.cause) {
		const code = (e as { code?: unknown }).code;
		if (typeof code === 'string') return code;
	}
	return '';
}

/** What `pg` says, without a code, when the server went away. */
const LOST = /^(Connection terminated|Client has encountered a connection error|Client was closed)/;

function isLost(error: unknown): boolean {
	for (let e = error; e instanceof Error; e = e.cause) if (LOST.test(e.message)) return true;
	return false;
}

/** Turns the engine's weather into a StoreFailure and leaves every other error as it is. */
export function asFailure(error: unknown): unknown {
	const code = engineCode(error);
	const known = [...SQLITE, ...POSTGRES].find(([prefix]) => code.startsWith(prefix));
	if (known) return new StoreFailure(known[1], error);
	return isLost(error) ? new StoreFailure('down', error) : error;
}

/** True when a write broke a uniqueness rule: someone else was first. */
export function isTaken(error: unknown): boolean {
	const code = engineCode(error);
	return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === '23505';
}
