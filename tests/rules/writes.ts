import ts from 'typescript';
import { importsOf, scriptOf, targetOf } from './imports.ts';

/** Table functions a file imports: local name → the room whose tables they give. */
function tableFunctions(file: string, source: ts.SourceFile): Map<string, string> {
	const found = new Map<string, string>();
	for (const node of source.statements) {
		if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) continue;
		const room = roomOfTables(targetOf(file, node.moduleSpecifier.text));
		const names = node.importClause?.namedBindings;
		if (!room || !names || !ts.isNamedImports(names)) continue;
		for (const name of names.elements) found.set(name.name.text, room);
	}
	return found;
}

const roomOfTables = (target: string | null): string | null =>
	/^src\/lib\/([^/]+)\/server\/tables\.ts$/.exec(target ?? '')?.[1] ?? null;

/** Rooms whose tables a file imports. */
export const tablesImported = (file: string): string[] =>
	importsOf(file).flatMap((specifier) => roomOfTables(targetOf(file, specifier)) ?? []);

/**
 * The writes of a file, each with the room whose table it changes: `tx.insert(thread)` where `thread` came out of
 * `forum(tx)`. `room` is null when the source does not show whose table it is.
 */
export const writesOf = (file: string) => writesIn(file, scriptOf(file));

/** The same for a program's text, which would stand in `file`. */
export function writesIn(file: string, program: string): { code: string; room: string | null }[] {
	const source = ts.createSourceFile(file, program, ts.ScriptTarget.Latest, true);
	const functions = tableFunctions(file, source);
	const bound = new Map<string, string>();
	const found: { code: string; room: string | null }[] = [];

	/** The room a table expression comes from: `forum(tx).post`, a name taken out of it, or such a name's member. */
	const roomOf = (node: ts.Expression): string | null => {
		if (ts.isPropertyAccessExpression(node)) return roomOf(node.expression);
		if (ts.isIdentifier(node)) return bound.get(node.text) ?? null;
		if (ts.isCallExpression(node) && ts.isIdentifier(node.expression))
			return functions.get(node.expression.text) ?? null;
		return null;
	};
	const bind = (node: ts.VariableDeclaration) => {
		const room = node.initializer && roomOf(node.initializer);
		if (!room) return;
		if (ts.isIdentifier(node.name)) bound.set(node.name.text, room);
		else
			for (const element of node.name.elements)
				if (ts.isBindingElement(element) && ts.isIdentifier(element.name)) bound.set(element.name.text, room);
	};
	const visit = (node: ts.Node): void => {
		if (ts.isVariableDeclaration(node)) bind(node);
		if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
			const { name, expression } = node.expression;
			const [table] = node.arguments;
			if (table && ['insert', 'update', 'delete'].includes(name.text)) {
				const room = roomOf(table);
				const onTransaction = /^(tx|db|store)\b/.test(expression.getText());
				if (room || onTransaction) found.push({ code: node.getText().slice(0, 80), room });
			}
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}
