import { and, eq } from 'drizzle-orm';
import { randomInt } from 'node:crypto';
import { handleKey } from '#lib/accounts/server/handles.ts';
import { accounts } from '#lib/accounts/server/tables.ts';
import { isTaken } from '#lib/server/store/failure.ts';
import type { Reader, Store } from '#lib/server/store/store.ts';
import { lengthOf, oneLine } from '../words.ts';
import { aliasWords } from './alias-words.ts';
import { membership } from './memberships.ts';
import { cohorts } from './tables.ts';

export type AliasRefusal = 'empty' | 'long' | 'taken' | 'handle';

/**
 * A free alias in a cohort, at random: a thing and a number, in the language of the page.
 * It never resembles the handle, so that two cohorts cannot compare their people.
 */
export async function suggestAlias(read: Reader, accountId: string, cohortId: string, locale: string) {
	const { membership: m } = cohorts(read);
	const taken = await read.select({ key: m.aliasKey }).from(m).where(eq(m.cohortId, cohortId));
	const keys = new Set(taken.map((row) => row.key));
	const handle = await handleKeyOf(read, accountId);
	const words = aliasWords(locale);
	for (;;) {
		const word = words[randomInt(words.length)];
		// Two digits while a cohort has the size of a room, more when it has the size of a hall.
		const alias = `${word} ${randomInt(10, keys.size < 200 ? 100 : 100_000)}`;
		if (!keys.has(handleKey(alias)) && !tells(handleKey(alias), handle)) return alias;
	}
}

/**
 * Changes one's own alias in one cohort. Posts carry the new one at once.
 * @returns null when she is not a member.
 */
export async function changeAlias(store: Store, accountId: string, cohortId: string, typed: string) {
	const alias = oneLine(typed);
	const key = handleKey(alias);
	if (!/[\p{L}\p{N}]/u.test(alias)) return refused('empty');
	if (lengthOf(alias) > 30) return refused('long');
	try {
		return await store.write(async (tx) => {
			const mine = await membership(tx, accountId, cohortId);
			if (!mine) return null;
			if (tells(key, await handleKeyOf(tx, accountId))) return refused('handle');
			const { membership: m } = cohorts(tx);
			await tx
				.update(m)
				.set({ alias, aliasKey: key })
				.where(and(eq(m.cohortId, cohortId), eq(m.accountId, accountId)));
			return { ok: true as const, alias };
		});
	} catch (error) {
		if (isTaken(error)) return refused('taken');
		throw error;
	}
}

/** An alias that is the handle, or has it inside, tells who this is in her other cohorts. */
const tells = (key: string, handle: string): boolean =>
	key === handle || (handle.length > 3 && key.includes(handle));

const refused = (reason: AliasRefusal) => ({ ok: false as const, reason });

async function handleKeyOf(read: Reader, accountId: string): Promise<string> {
	const { account } = accounts(read);
	const [row] = await read.select({ key: account.handleKey }).from(account).where(eq(account.id, accountId));
	return row?.key ?? '';
}
