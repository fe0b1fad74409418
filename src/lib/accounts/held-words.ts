import { m } from '#lib/paraglide/messages.js';

/** What a table holds about a person, by table and by how its rows are hers. */
const TABLES: Record<string, () => string> = {
	'account.id': m.account_held_account,
	'session.account_id': m.account_held_session,
	'notice.account_id': m.account_held_notice,
	'totp.account_id': m.account_held_totp,
	'passkey.account_id': m.account_held_passkey,
	'recovery_code.account_id': m.account_held_recovery_code,
	'device.account_id': m.account_held_device,
	'wrong_codes.account_id': m.account_held_wrong_codes,
	'security_event.account_id': m.account_held_security_event,
	'security_event.by_id': m.account_held_security_event_by,
	'suspension.account_id': m.account_held_suspension,
	'suspension.by_id': m.account_held_suspension_by,
	'reset.account_id': m.account_held_reset,
	'reset.started_by': m.account_held_reset_by,
	'reset_vouch.by_id': m.account_held_reset_vouch,
	'invitation.created_by': m.account_held_invitation,
	'enrolment.account_id': m.account_held_enrolment,
	'attempt.account_id': m.account_held_attempt,
	'completion.account_id': m.account_held_completion,
	'place.account_id': m.account_held_place,
	'membership.account_id': m.account_held_membership,
	'cohort.created_by': m.account_held_cohort,
	'meeting.created_by': m.account_held_meeting,
	'post.author_id': m.account_held_post,
	'hiding.hidden_by': m.account_held_hiding,
	'reading_mark.account_id': m.account_held_reading_mark
};

/** What stands in a row. */
const FIELDS: Record<string, () => string> = {
	handle: m.account_field_handle,
	role: m.account_field_role,
	language: m.account_field_language,
	since: m.account_field_since,
	active: m.account_field_active,
	label: m.account_field_label,
	kind: m.account_field_kind,
	idle: m.account_field_idle,
	ends: m.account_field_ends,
	day: m.account_field_day,
	used: m.account_field_used,
	copied: m.account_field_copied,
	left: m.account_field_left,
	count: m.account_field_count,
	by: m.account_field_by,
	hour: m.account_field_hour,
	reason: m.account_field_reason,
	opens: m.account_field_opens,
	cohortRole: m.account_field_cohort_role,
	course: m.account_field_course,
	lesson: m.account_field_lesson,
	question: m.account_field_question,
	chosen: m.account_field_chosen,
	right: m.account_field_right,
	turn: m.account_field_turn,
	group: m.account_field_group,
	alias: m.account_field_alias,
	title: m.account_field_title,
	starts: m.account_field_starts,
	zone: m.account_field_zone,
	minutes: m.account_field_minutes,
	place: m.account_field_place,
	text: m.account_field_text,
	thread: m.account_field_thread,
	number: m.account_field_number,
	edited: m.account_field_edited,
	deleted: m.account_field_deleted
};

/** Every table the export knows has its words; a test holds the two lists together. */
export const tableName = (table: string, column: string): string =>
	(TABLES[`${table}.${column}`] ?? (() => table))();

export const fieldName = (field: string): string => (FIELDS[field] ?? (() => field))();

/** Whether a table and its fields have words of their own. */
export const hasWords = (table: string, column: string, fields: string[]): boolean =>
	`${table}.${column}` in TABLES && fields.every((field) => field in FIELDS);

/** A value as it is held: moments in UTC, words of the database as they are. */
export function valueText(value: string | number | boolean | string[] | null): string {
	if (value === null || value === '') return m.account_held_empty();
	if (typeof value === 'boolean') return value ? m.account_export_yes() : m.account_export_no();
	if (Array.isArray(value)) return value.join(', ');
	return typeof value === 'string'
		? value.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*Z$/, '$1 $2 UTC')
		: String(value);
}
