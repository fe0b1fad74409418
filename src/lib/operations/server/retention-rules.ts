import { forgetEvents } from '#lib/accounts/server/events.ts';
import {
	forgetBuckets,
	forgetIdentityChecks,
	forgetInactive,
	forgetInvitations,
	forgetOldDevices,
	forgetSessions,
	forgetSetups,
	forgetSignInSteps,
	forgetWrongCodes
} from '#lib/accounts/server/forgetting.ts';
import { forgetResets } from '#lib/accounts/server/resets.ts';
import {
	coursesOver,
	forgetCohorts,
	forgetMeetings,
	forgetMemberships
} from '#lib/cohorts/server/forgetting.ts';
import { forgetQuietThreads, forgetReadingMarks, forgetThreads } from '#lib/forum/server/forgetting.ts';
import { forgetAttempts, forgetPlaces } from '#lib/learning/server/forgetting.ts';
import { after, days } from '#lib/server/clock.ts';
import type { Tx } from '#lib/server/store/store.ts';
import type { Held } from '../held.ts';

/** A line of the promise: what is kept, in which tables, how finely and how long, and the verb that ends it. */
export interface RetentionRule extends Held {
	/** Tables as the database names them. Every table stands in a rule; a test sees to it. */
	tables: string[];
	/** `person`: says something about somebody; `group`: about a group; `site`: about nobody. */
	about: 'person' | 'group' | 'site';
	/**
	 * Deletes what is older than `before` and says how many rows went; null where a person or another row ends it.
	 * `now` is for verbs that keep their own count of days.
	 */
	sweep: ((tx: Tx, before: Date, now: Date) => Promise<number>) | null;
}

const expired = { days: 0, from: 'end' } as const;

/**
 * How long everything is kept, in one place: the job applies it, pages tell it, tests hold both to it. In the order
 * of the job: what leans on a row is forgotten before the row.
 *
 * Sealed plans do not exist yet; their line comes with their table.
 */
export const RETENTION: RetentionRule[] = [
	{
		kind: 'session',
		tables: ['session'],
		about: 'person',
		fine: 'hour',
		keep: expired,
		sweep: forgetSessions
	},
	{
		kind: 'identity-check',
		tables: ['identity_check'],
		about: 'person',
		fine: 'moment',
		keep: expired,
		sweep: forgetIdentityChecks
	},
	{
		kind: 'sign-in-step',
		tables: ['challenge', 'pending_sign_in'],
		about: 'person',
		fine: 'moment',
		keep: expired,
		sweep: forgetSignInSteps
	},
	{
		kind: 'device',
		tables: ['device'],
		about: 'person',
		fine: 'day',
		keep: expired,
		sweep: forgetOldDevices
	},
	{
		kind: 'wrong-code',
		tables: ['wrong_codes'],
		about: 'person',
		fine: 'day',
		keep: { days: 1, from: 'writing' },
		sweep: forgetWrongCodes
	},
	{
		kind: 'factor',
		tables: ['totp', 'passkey', 'recovery_code'],
		about: 'person',
		fine: 'month',
		keep: { until: 'you' },
		sweep: null
	},
	{
		kind: 'notice',
		tables: ['notice'],
		about: 'person',
		fine: 'day',
		keep: { until: 'read' },
		sweep: null
	},
	{
		kind: 'event',
		tables: ['security_event'],
		about: 'person',
		fine: 'hour',
		keep: { days: 30, from: 'writing' },
		sweep: (tx, _before, now) => forgetEvents(tx, now)
	},
	{
		kind: 'suspension',
		tables: ['suspension'],
		about: 'person',
		fine: 'day',
		keep: { until: 'lifted' },
		sweep: null
	},
	{
		kind: 'reset',
		tables: ['reset', 'reset_vouch'],
		about: 'person',
		fine: 'day',
		keep: expired,
		sweep: (tx, before) => forgetResets(tx, before)
	},
	{
		kind: 'limit',
		tables: ['bucket'],
		about: 'person',
		fine: 'moment',
		keep: { days: 1, from: 'writing' },
		sweep: forgetBuckets
	},
	{
		// Fourteen days from the day it was made: that is its end.
		kind: 'invitation',
		tables: ['invitation', 'invitation_use'],
		about: 'group',
		fine: 'day',
		keep: expired,
		sweep: forgetInvitations
	},
	{
		kind: 'setup',
		tables: ['setup'],
		about: 'site',
		fine: 'moment',
		keep: expired,
		sweep: forgetSetups
	},
	{
		kind: 'place',
		tables: ['place'],
		about: 'person',
		fine: 'day',
		keep: { days: 30, from: 'course' },
		sweep: async (tx, before) => forgetPlaces(tx, before, await coursesOver(tx, before))
	},
	{
		kind: 'attempt',
		tables: ['attempt'],
		about: 'person',
		fine: 'day',
		keep: { days: 30, from: 'writing' },
		sweep: forgetAttempts
	},
	{
		kind: 'completion',
		tables: ['completion'],
		about: 'person',
		fine: 'day',
		keep: { until: 'account' },
		sweep: null
	},
	{
		kind: 'enrolment',
		tables: ['enrolment'],
		about: 'person',
		fine: 'day',
		keep: { until: 'you' },
		sweep: null
	},
	{
		kind: 'talk',
		tables: ['thread', 'post', 'hiding'],
		about: 'person',
		fine: 'day',
		keep: { days: 90, from: 'group' },
		sweep: forgetThreads
	},
	{
		kind: 'quiet-talk',
		tables: ['thread', 'post', 'hiding'],
		about: 'person',
		fine: 'day',
		keep: { days: 365, from: 'last-post' },
		sweep: forgetQuietThreads
	},
	{
		kind: 'membership',
		tables: ['membership'],
		about: 'person',
		fine: 'day',
		keep: { days: 90, from: 'group' },
		sweep: forgetMemberships
	},
	{
		kind: 'reading-mark',
		tables: ['reading_mark'],
		about: 'person',
		fine: 'none',
		keep: { until: 'leaving' },
		sweep: forgetReadingMarks
	},
	{
		kind: 'meeting',
		tables: ['meeting'],
		about: 'group',
		fine: 'moment',
		keep: { days: 365, from: 'meeting' },
		sweep: forgetMeetings
	},
	{
		kind: 'cohort',
		tables: ['cohort', 'cohort_course'],
		about: 'group',
		fine: 'day',
		keep: { days: 90, from: 'group' },
		sweep: forgetCohorts
	},
	{
		kind: 'account',
		tables: ['account'],
		about: 'person',
		fine: 'month',
		keep: { days: 365, from: 'sign-in' },
		sweep: forgetInactive
	},
	{
		kind: 'course',
		tables: ['course', 'lesson', 'lesson_version', 'publication', 'facilitator_guide'],
		about: 'site',
		fine: 'day',
		keep: { until: 'site' },
		sweep: null
	},
	{
		kind: 'setting',
		tables: ['setting', 'daily_run'],
		about: 'site',
		fine: 'day',
		keep: { until: 'site' },
		sweep: null
	},
	{
		// Made and removed outside the database, by whoever runs the site.
		kind: 'backup',
		tables: [],
		about: 'group',
		fine: 'none',
		keep: { days: 30, from: 'writing' },
		sweep: null
	}
];

/** The moment before which a row of this rule is too old. */
export const limitOf = ({ keep }: RetentionRule, now: Date): Date =>
	'days' in keep ? after(now, -days(keep.days)) : now;

/** What the database holds about people and their groups, for the pages that tell it. */
export const heldAboutPeople = (): Held[] =>
	RETENTION.filter(({ about }) => about !== 'site').map(({ kind, fine, keep }) => ({ kind, fine, keep }));
