import type { QuizAnswers } from './view.ts';

export type Judgement =
	| {
			ok: true;
			/** Whether exactly the right choices were made. */
			right: boolean;
			/** For each chosen choice, in the quiz's order: whether it is right, and its feedback as HTML. */
			perChoice: { id: string; right: boolean; feedback: string | null }[];
	  }
	| { ok: false; reason: 'nothing-chosen' | 'no-such-choice' | 'too-many' };

/** Judges an attempt. A choice sent twice counts once. Choices that were not made stay unjudged. */
export function judge(answers: QuizAnswers, chosen: readonly string[]): Judgement {
	const set = new Set(chosen);
	if (set.size === 0) return { ok: false, reason: 'nothing-chosen' };
	if ([...set].some((id) => !answers.choices.includes(id))) return { ok: false, reason: 'no-such-choice' };
	if (answers.kind !== 'multiple' && set.size > 1) return { ok: false, reason: 'too-many' };
	const perChoice = answers.choices
		.filter((id) => set.has(id))
		.map((id) => ({ id, right: answers.right.includes(id), feedback: answers.feedback[id] ?? null }));
	const right = set.size === answers.right.length && perChoice.every((one) => one.right);
	return { ok: true, right, perChoice };
}
