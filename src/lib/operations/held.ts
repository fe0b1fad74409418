/** How exactly a moment is kept. */
export type Fineness = 'none' | 'month' | 'day' | 'hour' | 'moment';

/** From when the days of a kind are counted. */
export type CountedFrom = 'end' | 'writing' | 'course' | 'group' | 'meeting' | 'last-post' | 'sign-in';

/** What else ends a kind: a person, or another row going. */
export type Until = 'account' | 'read' | 'you' | 'leaving' | 'lifted' | 'site';

/** How long a kind is kept: so many days after something, or until something happens. */
export type Keep = { days: number; from: CountedFrom } | { until: Until };

/** One kind of thing the database holds. */
export type Kind =
	| 'account'
	| 'session'
	| 'identity-check'
	| 'sign-in-step'
	| 'device'
	| 'factor'
	| 'wrong-code'
	| 'notice'
	| 'event'
	| 'suspension'
	| 'reset'
	| 'limit'
	| 'invitation'
	| 'setup'
	| 'enrolment'
	| 'place'
	| 'attempt'
	| 'completion'
	| 'membership'
	| 'talk'
	| 'quiet-talk'
	| 'reading-mark'
	| 'cohort'
	| 'meeting'
	| 'course'
	| 'setting'
	| 'backup';

/** A kind as pages tell of it: what, how exactly its moment is known, and how long it stays. */
export interface Held {
	kind: Kind;
	fine: Fineness;
	keep: Keep;
}
