/** `a`…`z`, `aa`… for 0, 1, 2…: the names of choices and lines in source order. */
export function letters(index: number): string {
	const last = String.fromCharCode(97 + (index % 26));
	return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
