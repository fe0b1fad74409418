import type { ProblemCode } from './problems.ts';
import type { ScenarioStep } from './tree.ts';

interface Fault {
	at: { step: string; word: string };
	code: ProblemCode;
}

/**
 * What is wrong with the ways through a scenario. Every step must be reachable from the first, and from
 * every step some way must lead to an end, so that nobody walks in circles for ever.
 */
export function checkGraph(steps: readonly ScenarioStep[]): Fault[] {
	const faults: Fault[] = [];
	const known = new Map(steps.map((step) => [step.id, step]));
	const from = new Map<string, string[]>();
	for (const step of steps) {
		for (const { to } of step.choices) {
			if (!known.has(to)) faults.push({ at: { step: step.id, word: to }, code: 'step-target-unknown' });
			else {
				const list = from.get(to);
				if (list) list.push(step.id);
				else from.set(to, [step.id]);
			}
		}
		if (!step.choices.length && !step.outcome) {
			faults.push({ at: { step: step.id, word: step.id }, code: 'step-dead-end' });
		}
	}
	const first = steps[0];
	const reached = spread(first ? [first.id] : [], (id) => known.get(id)?.choices.map((c) => c.to) ?? []);
	const ends = steps.filter((step) => !step.choices.length).map((step) => step.id);
	const ending = spread(ends, (id) => from.get(id) ?? []);
	for (const { id, choices } of steps) {
		const at = { step: id, word: id };
		if (!reached.has(id)) faults.push({ at, code: 'step-unreachable' });
		if (!ending.has(id) && choices.every(({ to }) => known.has(to)))
			faults.push({ at, code: 'step-no-way-out' });
	}
	return faults;
}

/** Everything that can be reached from `begin`. */
function spread(begin: readonly string[], next: (id: string) => readonly string[]): Set<string> {
	const seen = new Set(begin);
	for (const id of seen) for (const other of next(id)) seen.add(other);
	return seen;
}
