import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';

type Kind =
	| 'passphrase-changed'
	| 'handle-changed'
	| 'recovery-phrase-changed'
	| 'recovery-phrase-used'
	| 'factor-added'
	| 'factor-removed'
	| 'recovery-codes-made'
	| 'recovery-code-used'
	| 'reset-started'
	| 'reset-vouched'
	| 'reset-cancelled'
	| 'reset-redeemed'
	| 'suspended'
	| 'restored'
	| 'role-changed'
	| 'sessions-ended'
	| 'export-made';

/** What happened to an account, in a few words. */
export const eventText = (kind: Kind): string =>
	({
		'passphrase-changed': m.admin_event_passphrase_changed,
		'handle-changed': m.admin_event_handle_changed,
		'recovery-phrase-changed': m.admin_event_recovery_phrase_changed,
		'recovery-phrase-used': m.admin_event_recovery_phrase_used,
		'factor-added': m.admin_event_factor_added,
		'factor-removed': m.admin_event_factor_removed,
		'recovery-codes-made': m.admin_event_recovery_codes_made,
		'recovery-code-used': m.admin_event_recovery_code_used,
		'reset-started': m.admin_event_reset_started,
		'reset-vouched': m.admin_event_reset_vouched,
		'reset-cancelled': m.admin_event_reset_cancelled,
		'reset-redeemed': m.admin_event_reset_redeemed,
		suspended: m.admin_event_suspended,
		restored: m.admin_event_restored,
		'role-changed': m.admin_event_role_changed,
		'sessions-ended': m.admin_event_sessions_ended,
		'export-made': m.admin_event_export_made
	})[kind]();

/** The name of a role. */
export const roleName = (role: 'learner' | 'trainer' | 'administrator'): string =>
	({
		learner: m.admin_role_learner,
		trainer: m.admin_role_trainer,
		administrator: m.admin_role_administrator
	})[role]();

/** Why an account is suspended. */
export const reasonText = (reason: 'asked' | 'taken-over' | 'harm' | 'other'): string =>
	({
		asked: m.admin_reason_asked,
		'taken-over': m.admin_reason_taken_over,
		harm: m.admin_reason_harm,
		other: m.admin_reason_other
	})[reason]();

/** The sentence for each answer of a reset, by its code. */
export const resetWords = (): Record<string, string> => ({
	unknown: m.admin_reset_unknown(),
	none: m.admin_reset_none(),
	same: m.admin_reset_same(),
	vouched: m.admin_reset_already(),
	waiting: m.admin_reset_waiting(),
	wait: m.admin_reset_wait()
});

/** A day and an hour, in universal time as no other is known, written out in the reader's language. */
export const hourText = (hour: Date): string =>
	`${new Intl.DateTimeFormat(getLocale(), { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(hour)} UTC`;
