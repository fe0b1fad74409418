import { m } from '#lib/paraglide/messages.js';

/** The sentence for each thing that can be wrong in a cohort's forms, by its code. */
export const cohortWords = (): Record<string, string> => ({
	'name-empty': m.problem_empty(),
	'name-long': m.problem_too_long(),
	kind: m.cohort_kind_wrong(),
	day: m.cohort_day_wrong(),
	course: m.cohort_course_gone(),
	'alias-empty': m.cohort_alias_empty(),
	'alias-long': m.problem_too_long(),
	'alias-taken': m.cohort_alias_taken(),
	'alias-handle': m.cohort_alias_handle(),
	'last-trainer': m.cohort_last_trainer(),
	role: m.cohort_codes_role_wrong(),
	count: m.cohort_codes_count_wrong()
});
