import { fail, type ActionFailure } from '@sveltejs/kit';
import * as v from 'valibot';
import { passphraseOf, type Newcomer, type Step, type StepName } from '#lib/accounts/newcomer.ts';
import { findByHandle } from '#lib/accounts/server/accounts.ts';
import { checkHandle, suggestHandle } from '#lib/accounts/server/handles.ts';
import { checkPassphrase, suggestPassphrase } from '#lib/accounts/server/passphrases.ts';
import { newRecoveryPhrase, recoveryDigits, wrongGroups } from '#lib/accounts/server/recovery.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { readForm } from '#lib/server/forms.ts';
import { storeProblem } from '#lib/server/store-problem.ts';
import type { Store } from '#lib/server/store/store.ts';

const text = v.optional(v.string(), '');

/** One rule for every step: each form sends a part of these fields and nothing else. */
const rule = v.strictObject({
	code: text,
	handle: text,
	use: v.optional(v.picklist(['suggested', 'own']), 'suggested'),
	suggested: text,
	own: text,
	recovery: text,
	first: text,
	second: text,
	to: v.optional(v.picklist(['code', 'name', 'passphrase', 'recovery']), 'name'),
	another: v.optional(v.picklist(['handle', 'passphrase']), 'handle')
});

interface Sent {
	ok: true;
	values: Newcomer;
	/** Where "Go back" leads. */
	to: StepName;
	another: 'handle' | 'passphrase';
}

export const nobody: Newcomer = {
	code: '',
	handle: '',
	use: 'suggested',
	suggested: '',
	own: '',
	recovery: '',
	first: '',
	second: ''
};

/** Reads one step's form; a field that does not belong sends the person back to the first step it can. */
export async function readStep(
	request: Request
): Promise<Sent | { ok: false; refused: ActionFailure<Step> }> {
	const read = await readForm(request, rule);
	if (read.ok) {
		const { to, another, ...values } = read.data;
		return { ok: true, values, to, another };
	}
	const { code = '', handle = '', suggested = '', own = '' } = read.typed;
	const values: Newcomer = { ...nobody, code, handle, suggested, own, use: own ? 'own' : 'suggested' };
	const back = code && !handle ? 'code' : 'name';
	return { ok: false, refused: fail(422, stepAt(back, values, read.problems)) };
}

/** A step as the page shows it, with a suggestion wherever nothing stands yet. */
export function stepAt(step: StepName, values: Newcomer, problems: Step['problems'] = {}): Step {
	const filled = { ...values };
	if (step === 'name') filled.handle ||= suggestHandle();
	if (step === 'passphrase') filled.suggested ||= suggestPassphrase(getLocale());
	// Only a whole phrase of ours can be shown and asked back: anything else is replaced.
	if (step === 'recovery' && !recoveryDigits(values.recovery)) filled.recovery = newRecoveryPhrase();
	return { step, values: filled, problems };
}

/** The same step again with another suggestion in place of one. */
export const suggestAnother = ({ values, another }: Sent): Step =>
	another === 'handle'
		? stepAt('name', { ...values, handle: '' })
		: stepAt('passphrase', { ...values, suggested: '' });

type Answer = Step | ActionFailure<Step>;

/** From the name on to the passphrase, or back with what is wrong with the name. */
export async function named(store: Store, values: Newcomer): Promise<Answer> {
	const problem =
		checkHandle(values.handle) ?? ((await findByHandle(store.read, values.handle)) ? 'taken' : null);
	if (problem) return fail(422, stepAt('name', values, { handle: `handle-${problem}` }));
	return stepAt('passphrase', values);
}

/** From the passphrase on to the recovery phrase. */
export function chosen(values: Newcomer): Answer {
	const problem = checkPassphrase(passphraseOf(values), values.handle);
	if (!problem) return stepAt('recovery', values);
	return fail(422, stepAt('passphrase', values, { [passphraseField(values)]: `passphrase-${problem}` }));
}

const passphraseField = ({ use }: Newcomer) => (use === 'own' ? 'own' : 'use');

/** From the recovery phrase to the question for two groups of it. */
export const written = (values: Newcomer): Answer =>
	recoveryDigits(values.recovery)
		? stepAt('groups', { ...values, first: '', second: '' })
		: fail(422, stepAt('recovery', values, { recovery: 'recovery-malformed' }));

/** From the two groups on to the last page; null there when they are right. */
export function refusedGroups(values: Newcomer): ActionFailure<Step> | null {
	if (!recoveryDigits(values.recovery))
		return fail(422, stepAt('recovery', values, { recovery: 'recovery-malformed' }));
	return wrongGroups(values.recovery, values.first, values.second)
		? fail(422, stepAt('groups', values, { first: 'groups-wrong' }))
		: null;
}

/** Back at the step a refusal is about. */
export function refusedStep(
	values: Newcomer,
	refusal: { reason: string; retryAfter?: number }
): ActionFailure<Step> {
	const { reason } = refusal;
	const [about] = reason.split('-');
	if (reason === 'busy') return fail(503, stepAt('limits', values, { '': reason }));
	if (about === 'code') return fail(refusal.retryAfter ? 429 : 422, stepAt('code', values, { code: reason }));
	if (about === 'recovery') return fail(422, stepAt('recovery', values, { recovery: reason }));
	if (about === 'handle') return fail(422, stepAt('name', values, { handle: reason }));
	return fail(422, stepAt('passphrase', values, { [passphraseField(values)]: reason }));
}

/** When the database could not take it, everything typed is given back. */
export function unsavedStep(values: Newcomer, caught: unknown): ActionFailure<Step> {
	const { status, code } = storeProblem(caught);
	return fail(status, stepAt('limits', values, { '': code === 'full' ? 'store-full' : 'store-busy' }));
}
