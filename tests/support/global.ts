import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';

/** Starts one PostgreSQL server for the whole run; tests find its address with `inject('postgres')`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const postgres = await startPostgres();
	project.provide('postgres', postgres.url(''));
	return () => postgres.stop();
}
