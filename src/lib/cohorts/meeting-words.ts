import { m } from '#lib/paraglide/messages.js';

/** The sentence for each thing that can be wrong with a meeting's form, by its code. */
export const meetingWords = (): Record<string, string> => ({
	'day-wrong': m.meeting_day_wrong(),
	'time-wrong': m.meeting_time_wrong(),
	'zone-wrong': m.meeting_zone_wrong(),
	'minutes-wrong': m.meeting_minutes_wrong()
});
