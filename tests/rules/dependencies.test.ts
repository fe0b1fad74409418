import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What is installed has a reason in writing, and what has a reason is installed (docs/decisions/0013). */
test('every direct dependency has its line in the decisions, and no line is left over', () => {
	const { dependencies, optionalDependencies, devDependencies } = JSON.parse(
		readFileSync('package.json', 'utf8')
	);
	const written = readFileSync('docs/decisions/0013-dependencies.md', 'utf8');
	const named = [...written.matchAll(/^- `([^`]+)`: \S/gm)].map(([, name]) => name);
	const direct = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies });
	expect(direct.length).toBeGreaterThan(20);
	expect(named.sort()).toEqual(direct.sort());
});
