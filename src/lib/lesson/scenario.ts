import type { ScenarioStepView, ScenarioView } from './view.ts';

export interface Walk {
	/** The first step, then one for each turn taken. Empty only when the scenario has no steps. */
	shown: ScenarioStepView[];
	/** The turns that were possible: `path` up to its first wrong turn. */
	path: string[];
	/** How the story ended, or null while it goes on. */
	outcome: ScenarioStepView['outcome'];
}

/** Longer walks than this only go in circles. */
const LONGEST = 100;

/** Follows a path of step ids from the first step, which the path does not name, until the first wrong turn. */
export function walk(view: ScenarioView, path: readonly string[]): Walk {
	const steps = new Map(view.steps.map((step) => [step.id, step]));
	const first = view.steps[0];
	if (!first) return { shown: [], path: [], outcome: null };
	const shown = [first];
	const taken: string[] = [];
	let here = first;
	for (const id of path.slice(0, LONGEST)) {
		const next = here.choices.some((choice) => choice.to === id) ? steps.get(id) : undefined;
		if (!next) break;
		shown.push(next);
		taken.push(id);
		here = next;
	}
	return { shown, path: taken, outcome: here.outcome };
}
