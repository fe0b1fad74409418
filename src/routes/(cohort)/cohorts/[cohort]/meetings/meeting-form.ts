import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import type { MeetingPlan, MeetingRefusal } from '#lib/cohorts/server/meetings.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { readForm } from '#lib/server/forms.ts';

const rule = v.strictObject({
	title: v.string(),
	day: v.string(),
	time: v.string(),
	zone: v.string(),
	minutes: v.string(),
	place: v.string(),
	agenda: v.string()
});

/** Reads the form of a meeting, new or changed. */
export async function readMeeting(request: Request) {
	const form = await readForm(request, rule);
	if (!form.ok)
		return { ok: false as const, refused: fail(422, { problems: form.problems, typed: form.typed }) };
	const plan: MeetingPlan = { ...form.data, locale: getLocale() };
	return { ok: true as const, plan, typed: form.data };
}

const CODES = { empty: 'empty', long: 'too-long' } as const;

/** The form again, each wrong field with its sentence. */
export function refuseMeeting(problems: MeetingRefusal[], typed: Record<string, string>) {
	const code = ({ field, reason }: MeetingRefusal) => (reason === 'wrong' ? `${field}-wrong` : CODES[reason]);
	return fail(422, { problems: Object.fromEntries(problems.map((one) => [one.field, code(one)])), typed });
}
