import { m } from '#lib/paraglide/messages.js';
import { digits } from '#lib/ui/dates.ts';

/** The sentence for each thing that can be wrong with a post, by its code. */
export const postWords = (seconds = 60): Record<string, string> => ({
	empty: m.forum_post_empty(),
	long: m.forum_post_long(),
	'title-empty': m.problem_empty(),
	'title-long': m.forum_title_long(),
	'reason-empty': m.problem_empty(),
	'reason-long': m.forum_hide_reason_long(),
	slow: m.forum_slow({ count: seconds, shown: digits(seconds) }),
	closed: m.forum_closed(),
	stale: m.forum_edit_stale()
});
