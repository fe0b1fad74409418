import { StoreFailure } from './store/failure.ts';

/**
 * For actions that must give back what was typed: the status and problem code of a database that could not
 * take it. Anything else is a bug and is thrown on.
 */
export function storeProblem(error: unknown): { status: 503 | 507; code: string } {
	if (!(error instanceof StoreFailure)) throw error;
	return { status: error.reason === 'full' ? 507 : 503, code: error.reason };
}
