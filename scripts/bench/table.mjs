// The table at the end: what, measured, what to begin with, what to reach, and whether that is so.

/**
 * @typedef {object} Row
 * @property {string} what
 * @property {string} measured
 * @property {number} [value] compared with `begin` and `goal`
 * @property {[limit: number, shown: string]} [begin]
 * @property {[limit: number, shown: string]} [goal]
 * @property {'most' | 'least'} [limit] whether the limits are upper or lower ones
 */

/** @param {Row[]} rows */
export function table(rows) {
	const lines = [['what', 'measured', 'to begin with', 'goal'], ...rows.map(cells)];
	const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
	return lines
		.map((line) =>
			line
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd()
		)
		.join('\n');
}

/** @param {Row} row */
function cells({ what, measured, value = NaN, begin, goal, limit = 'most' }) {
	const mark = (/** @type {[number, string] | undefined} */ of) => {
		if (!of) return '';
		const kept = limit === 'most' ? value <= of[0] : value >= of[0];
		return `${kept ? '✓' : '—'} ${limit === 'most' ? '≤' : '≥'} ${of[1]}`;
	};
	return [what, measured, mark(begin), mark(goal)];
}
