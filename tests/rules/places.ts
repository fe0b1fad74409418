import ts from 'typescript';
import type { Policy } from '#lib/server/gate.ts';
import { filesUnder, scriptOf } from './imports.ts';

/** Every route and who may come in. A new route fails the rule until somebody has written here whom it is for. */
export const PLACED: Record<string, Policy> = {
	'/(public)': 'anyone',
	'/(public)/about': 'anyone',
	'/(public)/about/[guide]': 'anyone',
	'/(public)/assets/[course]/[file]': 'anyone',
	'/(public)/courses': 'anyone',
	'/(public)/courses/[course]': 'anyone',
	'/(public)/courses/[course]/[lesson]': 'anyone',
	'/(public)/glossary': 'anyone',
	'/(public)/help': 'anyone',
	'/(public)/wipe': 'anyone',
	'/(public)/wipe/done': 'anyone',
	'/(door)/deleted': 'anyone',
	'/(door)/join': 'anyone',
	'/(door)/recover': 'anyone',
	'/(door)/recover/vouched': 'anyone',
	'/(door)/setup/[token]': 'anyone',
	'/(door)/sign-in': 'anyone',
	'/(door)/sign-in/second': 'anyone',
	'/(door)/sign-out': 'anyone',
	'/(learn)/account': 'account',
	'/(learn)/account/confirm': 'account',
	'/(learn)/account/delete': 'account',
	'/(learn)/account/events': 'account',
	'/(learn)/account/export': 'account',
	'/(learn)/account/export/file': 'account',
	'/(learn)/account/factors': 'account',
	'/(learn)/account/factors/app': 'account',
	'/(learn)/account/factors/passkey': 'account',
	'/(learn)/account/handle': 'account',
	'/(learn)/account/known': 'account',
	'/(learn)/account/passphrase': 'account',
	'/(learn)/account/recovery': 'account',
	'/(learn)/account/sessions': 'account',
	'/(learn)/my': 'account',
	'/(cohort)/cohorts': 'account',
	'/(cohort)/cohorts/[cohort]': 'account',
	'/(cohort)/cohorts/[cohort]/meetings/[meeting]': 'account',
	'/(cohort)/cohorts/[cohort]/meetings/[meeting]/calendar.ics': 'account',
	'/(cohort)/cohorts/[cohort]/meetings/[meeting]/edit': 'account',
	'/(cohort)/cohorts/[cohort]/meetings/new': 'account',
	'/(cohort)/cohorts/[cohort]/people': 'account',
	'/(cohort)/cohorts/[cohort]/posts/[post]/edit': 'account',
	'/(cohort)/cohorts/[cohort]/posts/[post]/hide': 'account',
	'/(cohort)/cohorts/[cohort]/prompt/[lesson]/[element]': 'account',
	'/(cohort)/cohorts/[cohort]/settings': 'account',
	'/(cohort)/cohorts/[cohort]/threads/[thread]': 'account',
	'/(cohort)/cohorts/[cohort]/threads/new': 'account',
	'/(studio)/cohorts/new': 'staff',
	'/(studio)/courses/[course]/[lesson]/guide': 'staff',
	'/(studio)/resets': 'staff',
	'/(admin)/admin': 'administrator',
	'/(admin)/admin/counts': 'administrator',
	'/(admin)/admin/counts/counts.csv': 'administrator',
	'/(admin)/admin/events': 'administrator',
	'/(admin)/admin/people': 'administrator',
	'/(admin)/admin/people/[person]': 'administrator',
	'/(admin)/admin/site': 'administrator'
};

/** A route as its files describe it. */
export interface Route {
	id: string;
	/** `?/name` for each named action, an empty word for the only one */
	actions: string[];
	/** methods of an endpoint */
	methods: string[];
}

/** Every route with a page or an endpoint, from the folder of routes. */
export function routesInFolders(): Route[] {
	const routes = new Map<string, Route>();
	for (const file of filesUnder('src/routes')) {
		const [, folder = '', name = ''] = /^src\/routes(.*)\/(\+(?:page|server)[.\w]*)$/.exec(file) ?? [];
		if (!name) continue;
		const route = routes.get(folder) ?? { id: folder, actions: [], methods: [] };
		routes.set(folder, route);
		if (name === '+page.server.ts') route.actions.push(...actionsIn(scriptOf(file)));
		if (name === '+server.ts') route.methods.push(...exportsOf(scriptOf(file)).keys());
	}
	return [...routes.values()].sort((a, b) => a.id.localeCompare(b.id));
}

/** Names of the actions of a page, as they stand in its address. */
function actionsIn(program: string): string[] {
	const actions = exportsOf(program).get('actions');
	if (!actions) return [];
	if (!ts.isObjectLiteralExpression(actions))
		throw new Error('Write actions as one object, so that they can be read.');
	return actions.properties.map((property) => {
		const name = property.name?.getText() ?? '';
		if (!name) throw new Error('An action without a name of its own cannot be read.');
		return name === 'default' ? '' : `?/${name}`;
	});
}

function exportsOf(program: string): Map<string, ts.Expression | undefined> {
	const source = ts.createSourceFile('file.ts', program, ts.ScriptTarget.Latest, true);
	const found = new Map<string, ts.Expression | undefined>();
	for (const node of source.statements) {
		if (
			!ts.canHaveModifiers(node) ||
			!ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
		)
			continue;
		if (ts.isFunctionDeclaration(node) && node.name) found.set(node.name.text, undefined);
		if (ts.isVariableStatement(node))
			for (const { name, initializer } of node.declarationList.declarations)
				found.set(name.getText(), initializer);
	}
	return found;
}
