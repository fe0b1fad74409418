/**
 * Builds a query once under a name. PostgreSQL knows a prepared statement by it; SQLite's types, which all
 * queries here are written against, have no place for it.
 */
export function named<Q extends { prepare(): unknown }>(query: Q, name: string): ReturnType<Q['prepare']> {
	return (query as unknown as { prepare(name: string): ReturnType<Q['prepare']> }).prepare(name);
}
