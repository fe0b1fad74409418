import { m } from '#lib/paraglide/messages.js';

/** The sentence for each thing that can go wrong at the door, by its code. */
export const doorWords = (): Record<string, string> => ({
	wrong: m.door_wrong(),
	suspended: m.admin_suspended_at_door(),
	wait: m.door_wait(),
	busy: m.door_busy(),
	'store-busy': m.door_store_busy(),
	'store-full': m.door_store_full(),
	'code-unknown': m.door_code_unknown(),
	'code-expired': m.door_code_expired(),
	'code-used': m.door_code_used(),
	'code-wait': m.door_code_wait(),
	'code-member': m.door_code_member(),
	'code-no-cohort': m.door_code_no_cohort(),
	'handle-short': m.door_handle_short(),
	'handle-long': m.door_handle_long(),
	'handle-characters': m.door_handle_characters(),
	'handle-mixed': m.door_handle_mixed(),
	'handle-taken': m.door_handle_taken(),
	'passphrase-short': m.door_passphrase_short(),
	'passphrase-long': m.door_passphrase_long(),
	'passphrase-common': m.door_passphrase_common(),
	'passphrase-handle': m.door_passphrase_handle(),
	'recovery-malformed': m.door_recovery_malformed(),
	'groups-wrong': m.door_groups_wrong(),
	'recovery-wrong': m.door_recover_wrong(),
	'code-wrong': m.door_vouched_wrong()
});
