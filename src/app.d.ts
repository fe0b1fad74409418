import type { Account, Session } from '#lib/accounts/server/sessions.ts';
import type { Store } from '#lib/server/store/store.ts';

declare global {
	namespace App {
		interface Error {
			/** What happened, for choosing words; see `src/routes/+error.svelte`. */
			code?: 'signed-out' | 'cross-site' | 'busy' | 'full' | 'readonly' | 'down' | 'too-large' | 'slow';
			/** Names one unexpected error in the log, without saying anything about it. */
			id?: string;
			/** What the person had typed, given back so that nothing is lost. */
			typed?: { name: string; value: string }[];
			/** Seconds after which trying again makes sense. */
			retryAfter?: number;
		}
		interface Locals {
			store: Store;
			account: Account | null;
			session: Session | null;
		}
	}
}

export {};
