import { accounts } from '#lib/accounts/server/tables.ts';
import { courses } from '#lib/courses/server/tables.ts';
import { defineTables } from '#lib/server/store/tables.ts';
import { COHORT_KINDS, COHORT_ROLES } from '../roles.ts';

export const cohorts = defineTables(
	({ engine, table, str, word, int, time, index, uniqueIndex, primaryKey }) => {
		const { account } = accounts({ engine });
		const { course } = courses({ engine });
		const cohort = table('cohort', {
			id: str('id').primaryKey(),
			name: str('name').notNull(),
			kind: word('kind', COHORT_KINDS).notNull(),
			createdBy: str('created_by').references(() => account.id, { onDelete: 'set null' }),
			/** `YYYY-MM-DD`: after this day nothing new is expected; posts expire from here. */
			endsOn: str('ends_on')
		});
		const cohortRef = () =>
			str('cohort_id')
				.notNull()
				.references(() => cohort.id, { onDelete: 'cascade' });
		/** An account in a cohort, under an alias of its own there. */
		const membership = table(
			'membership',
			{
				cohortId: cohortRef(),
				accountId: str('account_id')
					.notNull()
					.references(() => account.id, { onDelete: 'cascade' }),
				alias: str('alias').notNull(),
				aliasKey: str('alias_key').notNull(),
				role: word('role', COHORT_ROLES).notNull(),
				day: str('day').notNull()
			},
			(t) => [
				primaryKey({ columns: [t.cohortId, t.accountId] }),
				uniqueIndex('membership_alias').on(t.cohortId, t.aliasKey),
				index('membership_account').on(t.accountId)
			]
		);
		const cohortCourse = table(
			'cohort_course',
			{
				cohortId: cohortRef(),
				courseId: str('course_id')
					.notNull()
					.references(() => course.id, { onDelete: 'cascade' }),
				position: int('position').notNull()
			},
			(t) => [primaryKey({ columns: [t.cohortId, t.courseId] })]
		);
		/** A meeting of the cohort, in a room or on a link. */
		const meeting = table(
			'meeting',
			{
				id: str('id').primaryKey(),
				cohortId: cohortRef(),
				title: str('title').notNull(),
				startsAt: time('starts_at').notNull(),
				/** IANA name of the zone it was planned in. */
				zone: str('zone').notNull(),
				minutes: int('minutes').notNull(),
				/** Where, in words. */
				place: str('place').notNull(),
				/** Agenda, preparation and follow-up, as typed (Markdown, post profile). */
				agenda: str('agenda').notNull(),
				agendaHtml: str('agenda_html').notNull().default(''),
				/** A cancelled meeting stays visible until its day is past: nobody travels to it for nothing. */
				cancelledDay: str('cancelled_day'),
				createdBy: str('created_by').references(() => account.id, { onDelete: 'set null' })
			},
			(t) => [index('meeting_cohort').on(t.cohortId, t.startsAt)]
		);
		return { cohort, membership, cohortCourse, meeting };
	}
);
