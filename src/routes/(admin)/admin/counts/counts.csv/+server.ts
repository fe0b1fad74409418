import { countsTable, siteCounts } from '#lib/operations/server/counts.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) =>
	new Response(countsTable(await siteCounts(locals.store)), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="counts.csv"'
		}
	});
