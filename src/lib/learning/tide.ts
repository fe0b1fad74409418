/** How far someone is in a course, as the tide line shows it. */
export interface Tide {
	done: number;
	of: number;
}

/**
 * Where to go on: the lesson she stopped in, else the first one after it that is not done, else the first one
 * not done at all; null when every lesson is done.
 *
 * @param lessons in the order of the course
 * @param place id of the lesson she stopped in, or null when she has not begun
 */
export function whereToGoOn<T extends { id: string }>(
	lessons: T[],
	done: ReadonlySet<string>,
	place: string | null
): T | null {
	const start = Math.max(
		0,
		lessons.findIndex(({ id }) => id === place)
	);
	const inOrder = [...lessons.slice(start), ...lessons.slice(0, start)];
	return inOrder.find(({ id }) => !done.has(id)) ?? null;
}
