/**
 * Keeps the newest `size` values made from things that never change (a published version, say), so that they
 * are read and parsed once. What is not found is not kept. Nothing that matters lives here: a second
 * instance of the app simply keeps its own.
 */
export function keep<T>(size: number) {
	const kept = new Map<string, T>();
	return async (key: string, make: () => Promise<T | null>): Promise<T | null> => {
		const value = kept.get(key) ?? (await make());
		if (value === null) return null;
		kept.delete(key);
		kept.set(key, value);
		if (kept.size > size) kept.delete(kept.keys().next().value as string);
		return value;
	};
}
