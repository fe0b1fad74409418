/** The status of a refused recovery, by its reason. */
export const statusOf = (reason: string): number =>
	(({ wait: 429, busy: 503 }) as Record<string, number>)[reason] ?? 422;

/** The field a refused recovery is about; the whole form when naming one would tell who has an account. */
export function fieldOf(reason: string): string {
	if (reason.startsWith('passphrase-')) return 'fresh';
	return reason === 'recovery-malformed' ? 'recovery' : '';
}
