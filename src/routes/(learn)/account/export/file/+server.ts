import { redirect } from '@sveltejs/kit';
import { exportEverything } from '#lib/operations/server/export.ts';
import { here } from '#lib/ui/here.ts';
import { requireConfirmed } from '../../../../confirmed.ts';
import type { RequestHandler } from './$types';

/** Everything as one JSON file, under a name that says nothing. */
export const POST: RequestHandler = async ({ locals, url }) => {
	const page = here('/account/export');
	const { accountId } = await requireConfirmed(locals, new URL(page, url));
	const answer = await exportEverything(locals.store, accountId);
	// The page knows how long to wait, in her language.
	if (!answer.ok) redirect(303, page);
	return new Response(`${JSON.stringify(answer.holdings, null, '\t')}\n`, {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': 'attachment; filename="notes.json"',
			'cache-control': 'no-store'
		}
	});
};
