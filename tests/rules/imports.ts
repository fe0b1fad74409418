import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every file under a folder of the project, as paths from its root; what the build makes is left out. */
export function filesUnder(folder: string): string[] {
	return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
		.filter((file) => !file.startsWith('src/lib/paraglide/'))
		.sort();
}

export const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** The program of a file: all of it, or what stands in the `<script>` blocks of a component or a guide. */
export function scriptOf(file: string): string {
	const text = textOf(file);
	if (/\.[jt]s$/.test(file)) return text;
	return [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script).join('\n');
}

/** Everything a file imports or takes over, as written: static, types alone, `import()`, `export … from`, globs. */
export const importsOf = (file: string): string[] =>
	/\.(ts|js|svelte|md)$/.test(file) ? importsIn(scriptOf(file)) : [];

/** The same for a program's text. */
export function importsIn(program: string): string[] {
	const source = ts.createSourceFile('file.ts', program, ts.ScriptTarget.Latest, false);
	const found: string[] = [];
	const take = (node: ts.Node | undefined) => {
		if (node && ts.isStringLiteralLike(node)) found.push(node.text);
		if (node && ts.isArrayLiteralExpression(node)) node.elements.forEach(take);
	};
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) take(node.moduleSpecifier);
		if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) take(node.argument.literal);
		if (ts.isCallExpression(node)) {
			const called = source.text.slice(node.expression.pos, node.expression.end).trim();
			if (['import', 'import.meta.glob', 'require'].includes(called)) take(node.arguments[0]);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

/** The file of ours an import leads to, from the root; null when it leads to a package or to Kit. */
export function targetOf(file: string, specifier: string): string | null {
	const bare = specifier.replace(/\?.*$/, '');
	if (bare.startsWith('#lib/')) return `src/lib/${bare.slice(5)}`;
	if (bare.startsWith('#tests/')) return `tests/${bare.slice(7)}`;
	if (bare.startsWith('/')) return bare.slice(1);
	if (!bare.startsWith('.')) return null;
	return path.posix.join(path.posix.dirname(file), bare);
}
