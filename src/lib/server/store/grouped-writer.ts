import type Database from 'better-sqlite3';
import { asFailure, engineCode } from './failure.ts';

interface Job {
	work: () => Promise<unknown>;
	/** when it began to wait */
	since: number;
	resolve: (value: unknown) => void;
	reject: (error: unknown) => void;
}

/** How many waiting writes may share one commit: bounds how long the first one waits for its answer. */
const GROUP = 64;

/** How long a write waits, in milliseconds, while another program holds the database: a copy, an operator's shell. */
const PATIENCE = 5_000;

/**
 * One writer for SQLite. Writes that wait while another commits share the next commit (one fsync for all),
 * each inside its own savepoint, and each is answered only after that commit.
 */
export function groupedWriter(connection: Database.Database) {
	let waiting: Job[] = [];
	let running: Promise<void> | null = null;

	/** SQLite's own waiting would stop the whole process, readers too: this one lets them go on. */
	async function begin(since: number) {
		for (;;) {
			try {
				return connection.exec('BEGIN IMMEDIATE');
			} catch (error) {
				if (!engineCode(error).startsWith('SQLITE_BUSY') || performance.now() - since > PATIENCE) throw error;
			}
			await new Promise((again) => setTimeout(again, 20));
		}
	}

	async function commitGroup(jobs: Job[]) {
		const done: { job: Job; value: unknown }[] = [];
		try {
			await begin(jobs[0]?.since ?? 0);
			for (const job of jobs) {
				connection.exec('SAVEPOINT job');
				try {
					done.push({ job, value: await job.work() });
				} catch (error) {
					// A full disk can end the whole transaction by itself; then nobody in this group was saved.
					if (!connection.inTransaction) throw error;
					connection.exec('ROLLBACK TO job');
					job.reject(asFailure(error));
				}
				connection.exec('RELEASE job');
			}
			connection.exec('COMMIT');
		} catch (error) {
			if (connection.inTransaction) connection.exec('ROLLBACK');
			const failure = asFailure(error);
			for (const job of jobs) job.reject(failure);
			return;
		}
		for (const { job, value } of done) job.resolve(value);
	}

	async function drain() {
		while (waiting.length) {
			const jobs = waiting.slice(0, GROUP);
			waiting = waiting.slice(GROUP);
			await commitGroup(jobs);
		}
		running = null;
	}

	return {
		run<T>(work: () => Promise<T>): Promise<T> {
			const answer = new Promise<T>((resolve, reject) => {
				waiting.push({ work, since: performance.now(), resolve: resolve as Job['resolve'], reject });
			});
			// Started a microtask later, so that requests which arrived together are grouped.
			running ??= Promise.resolve().then(drain);
			return answer;
		},
		idle: async () => {
			while (running) await running;
		}
	};
}
