/**
 * Which two of the nine groups of a recovery phrase are asked back, to see that they were written down: always the
 * same two for one phrase, so that nothing has to be remembered between two pages. Counted from 1, in order.
 */
export function askedGroups(phrase: string): [number, number] {
	const groups = phrase.trim().split(/\s+/);
	const sum = [...phrase.replace(/\D/g, '')].reduce((total, digit, i) => total + Number(digit) * (i + 1), 0);
	const first = sum % groups.length;
	const second = (first + 1 + (sum % (groups.length - 1))) % groups.length;
	return [Math.min(first, second) + 1, Math.max(first, second) + 1];
}
