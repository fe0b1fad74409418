import { m } from '#lib/paraglide/messages.js';
import { digits } from '#lib/ui/dates.ts';
import type { CountedFrom, Fineness, Keep, Kind, Until } from './held.ts';

/** What a kind is, in words for the person it is about. */
export const kindWords: Record<Kind, () => string> = {
	account: m.safety_kind_account,
	session: m.safety_kind_session,
	'identity-check': m.safety_kind_identity_check,
	'sign-in-step': m.safety_kind_sign_in_step,
	device: m.safety_kind_device,
	factor: m.safety_kind_factor,
	'wrong-code': m.safety_kind_wrong_code,
	notice: m.safety_kind_notice,
	event: m.safety_kind_event,
	suspension: m.safety_kind_suspension,
	reset: m.safety_kind_reset,
	limit: m.safety_kind_limit,
	invitation: m.safety_kind_invitation,
	setup: m.safety_kind_setup,
	enrolment: m.safety_kind_enrolment,
	place: m.safety_kind_place,
	attempt: m.safety_kind_attempt,
	completion: m.safety_kind_completion,
	membership: m.safety_kind_membership,
	talk: m.safety_kind_talk,
	'quiet-talk': m.safety_kind_quiet_talk,
	'reading-mark': m.safety_kind_reading_mark,
	cohort: m.safety_kind_cohort,
	meeting: m.safety_kind_meeting,
	course: m.safety_kind_course,
	setting: m.safety_kind_setting,
	backup: m.safety_kind_backup
};

/** How exactly its moment is kept. */
export const fineWords: Record<Fineness, () => string> = {
	none: m.safety_fine_none,
	month: m.safety_fine_month,
	day: m.safety_fine_day,
	hour: m.safety_fine_hour,
	moment: m.safety_fine_moment
};

const after: Record<CountedFrom, (inputs: { count: number; shown: string }) => string> = {
	end: () => m.safety_keep_end(),
	writing: m.safety_keep_writing,
	course: m.safety_keep_course,
	group: m.safety_keep_group,
	meeting: m.safety_keep_meeting,
	'last-post': m.safety_keep_last_post,
	'sign-in': m.safety_keep_sign_in
};

const until: Record<Until, () => string> = {
	account: m.safety_keep_until_account,
	read: m.safety_keep_until_read,
	you: m.safety_keep_until_you,
	leaving: m.safety_keep_until_leaving,
	lifted: m.safety_keep_until_lifted,
	site: m.safety_keep_until_site
};

/** How long a kind is kept. */
export const keepWords = (keep: Keep): string =>
	'until' in keep ? until[keep.until]() : after[keep.from]({ count: keep.days, shown: digits(keep.days) });
