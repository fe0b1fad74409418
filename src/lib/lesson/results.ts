import type { QuizResult } from './answer-context.ts';
import { judge } from './judge.ts';
import type { QuizAnswers } from './view.ts';

/**
 * What a quiz shows after an answer: whether it is right, and what belongs to the choices she picked. The other
 * choices keep their secret, so that a second try is still a question.
 */
export function resultOf(answers: QuizAnswers, chosen: string[]): QuizResult {
	const judged = judge(answers, chosen);
	if (!judged.ok) return { chosen: [], right: false, feedback: {}, problem: judged.reason };
	const feedback = Object.fromEntries(
		judged.perChoice.map(({ id, right, feedback }) => [id, { right, html: feedback ?? '' }])
	);
	return { chosen, right: judged.right, feedback };
}
