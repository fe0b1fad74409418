import { fail, type ActionFailure } from '@sveltejs/kit';
import * as v from 'valibot';
import { passphraseOf, type Newcomer, type Step } from '#lib/accounts/newcomer.ts';
import { findByHandle } from '#lib/accounts/server/accounts.ts';
import { checkHandle, suggestHandle } from '#lib/accounts/server/handles.ts';
import { checkPassphrase, suggestPassphrase } from '#lib/accounts/server/passphrases.ts';
import { newRecoveryPhrase } from '#lib/accounts/server/recovery.ts';
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
	written: v.optional(v.picklist(['yes', 'no']), 'no'),
	another: v.optional(v.picklist(['handle', 'passphrase', 'none']), 'none')
});

interface Sent {
	ok: true;
	values: Newcomer;
	written: boolean;
	another: 'handle' | 'passphrase' | 'none';
}

/** Reads one step's form; a field that does not belong sends the person back to the step it was on. */
export async function readStep(
	request: Request
): Promise<Sent | { ok: false; refused: ActionFailure<Step> }> {
	const read = await readForm(request, rule);
	if (read.ok) {
		const { written, another, ...values } = read.data;
		return { ok: true, values, written: written === 'yes', another };
	}
	const { code = '', handle = '', suggested = '', own = '' } = read.typed;
	const values: Newcomer = { code, handle, suggested, own, use: own ? 'own' : 'suggested', recovery: '' };
	const back = suggested
		? nameStep(values, read.problems)
		: { step: 'code' as const, values, problems: read.problems };
	return { ok: false, refused: fail(422, back) };
}

/** The step where name and passphrase are chosen, with a suggestion wherever nothing stands yet. */
export function nameStep(values: Newcomer, problems: Step['problems'] = {}): Step {
	const handle = values.handle || suggestHandle();
	const suggested = values.suggested || suggestPassphrase(getLocale());
	return { step: 'name', values: { ...values, handle, suggested }, problems };
}

/** The same step again with another suggestion in place of one. */
export function suggestAnother({ values, another }: Sent): Step {
	const { handle, suggested } = values;
	return nameStep({
		...values,
		handle: another === 'handle' ? '' : handle,
		suggested: another === 'passphrase' ? '' : suggested
	});
}

/** On to the recovery phrase, or back with what is wrong with the name or the passphrase. */
export async function chosen(store: Store, values: Newcomer): Promise<Step | ActionFailure<Step>> {
	const problems: Step['problems'] = {};
	const name =
		checkHandle(values.handle) ?? ((await findByHandle(store.read, values.handle)) ? 'taken' : null);
	if (name) problems.handle = `handle-${name}`;
	const phrase = checkPassphrase(passphraseOf(values), values.handle);
	if (phrase) problems[passphraseField(values)] = `passphrase-${phrase}`;
	if (name || phrase) return fail(422, nameStep(values, problems));
	return phraseStep(values);
}

const passphraseField = ({ use }: Newcomer) => (use === 'own' ? 'own' : 'use');

export function phraseStep(values: Newcomer, problems: Step['problems'] = {}): Step {
	return {
		step: 'phrase',
		values: { ...values, recovery: values.recovery || newRecoveryPhrase() },
		problems
	};
}

/** Back at the step a refusal is about. */
export function refusedStep(
	values: Newcomer,
	refusal: { reason: string; retryAfter?: number }
): ActionFailure<Step> {
	const { reason } = refusal;
	const [about] = reason.split('-');
	if (reason === 'busy') return fail(503, phraseStep(values, { '': reason }));
	if (about === 'code')
		return fail(refusal.retryAfter ? 429 : 422, { step: 'code', values, problems: { code: reason } });
	if (about === 'recovery') return fail(422, phraseStep({ ...values, recovery: '' }, { recovery: reason }));
	return fail(422, nameStep(values, { [about === 'handle' ? 'handle' : passphraseField(values)]: reason }));
}

/** When the database could not take it, everything typed is given back. */
export function unsavedStep(values: Newcomer, caught: unknown): ActionFailure<Step> {
	const { status, code } = storeProblem(caught);
	return fail(status, phraseStep(values, { '': code === 'full' ? 'store-full' : 'store-busy' }));
}
