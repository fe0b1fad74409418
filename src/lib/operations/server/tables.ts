import { defineTables } from '#lib/server/store/tables.ts';

export const operations = defineTables(({ table, str }) => {
	/** What the operator changed about this site; what has no row is as the environment says. */
	const setting = table('setting', {
		name: str('name').primaryKey(),
		value: str('value').notNull()
	});
	/** Which daily job ran when, so that of several instances one does it. */
	const dailyRun = table('daily_run', {
		job: str('job').primaryKey(),
		/** `YYYY-MM-DD`. */
		day: str('day').notNull()
	});
	return { setting, dailyRun };
});
