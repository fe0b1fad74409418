// Medians and spread: what a round says depends on what else the machine does, so one round says nothing.

/** @param {number[]} values */
export function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2
		? (sorted[middle] ?? NaN)
		: ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/**
 * Median with the smallest and the largest value of the rounds.
 *
 * @param {number[]} values
 * @param {(value: number) => string} [show]
 */
export function spread(values, show = short) {
	return {
		value: median(values),
		text: `${show(median(values))} (${show(Math.min(...values))}–${show(Math.max(...values))})`
	};
}

/** Three digits that matter. @param {number} value */
export function short(value) {
	if (!Number.isFinite(value)) return '–';
	if (value >= 100) return Math.round(value).toLocaleString('en');
	return value.toPrecision(value < 0.1 ? 2 : 3);
}

/** @param {number} bytes */
export const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

/** @param {number} bytes */
export const megabytes = (bytes) => `${Math.round(bytes / 1024 / 1024)} MB`;

/** @param {number} milliseconds */
export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;
