import path from 'node:path';
import Database from 'better-sqlite3';
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { startSession } from '#lib/accounts/server/sessions.ts';
import { accounts } from '#lib/accounts/server/tables.ts';
import { found } from '#lib/cohorts/server/cohorts.ts';
import { join } from '#lib/cohorts/server/entrances.ts';
import { cohorts } from '#lib/cohorts/server/tables.ts';
import type { CohortRole } from '#lib/cohorts/roles.ts';
import { courses } from '#lib/courses/server/tables.ts';
import { lessonAddress } from '#lib/forum/server/prompt-links.ts';
import { forum } from '#lib/forum/server/tables.ts';
import { after, minutes } from '#lib/server/clock.ts';
import { openSqlite } from '#lib/server/store/sqlite.ts';
import type { Store } from '#lib/server/store/store.ts';
import { aMember, anAccount } from './cohort-cast.ts';
import { startServer, type RunningServer } from './server.ts';

/** Everybody who may stand before a page, seen from the demo's cohort and from one learner in it. */
export const WHO = [
	'nobody',
	'learner',
	'other member',
	'trainer',
	'other trainer',
	'administrator'
] as const;
export type Who = (typeof WHO)[number];

export interface Stage {
	server: RunningServer;
	/** the server's own database */
	store: Store;
	/** session cookies; nobody has none */
	cookies: Record<Who, string>;
	/** account ids */
	people: Record<Exclude<Who, 'nobody'>, string>;
	/** the other cohort; the first one is in `ids` */
	otherCohort: string;
	/** What stands for each name in an address: the learner's cohort, what she wrote in it, and herself. */
	ids: Record<string, string>;
	close(): Promise<void>;
}

/** A running demo with two cohorts and all six of `WHO`, signed in and confirmed a moment ago. */
export async function setStage(): Promise<Stage> {
	const server = await startServer({ demo: true });
	const store = openSqlite(path.join(server.dataDir, 'kade.db'), 'drizzle/sqlite');
	const { learner, ...ids } = await learnersIds(store);
	const trainer = await anAccount(store, 'trainer');
	const joins = { cohortId: ids.cohort, cohortRole: 'trainer' as CohortRole };
	await store.write((tx) => join(tx, trainer, joins));
	const otherTrainer = await anAccount(store, 'trainer');
	const plan = { name: 'Harbour', kind: 'course', courseIds: [], endsOn: '', locale: 'en' };
	const other = await found(store, otherTrainer, plan);
	if (!other?.ok) throw new Error('There is no second cohort.');
	const people = {
		learner,
		'other member': await aMember(store, other.cohortId),
		trainer,
		'other trainer': otherTrainer,
		administrator: await anAccount(store, 'administrator')
	};
	const cookies: Record<Who, string> = {
		nobody: '',
		learner: await signedIn(store, people.learner),
		'other member': await signedIn(store, people['other member']),
		trainer: await signedIn(store, people.trainer),
		'other trainer': await signedIn(store, people['other trainer']),
		administrator: await signedIn(store, people.administrator)
	};
	const close = async () => {
		await store.close();
		await server.stop();
	};
	return {
		server,
		store,
		cookies,
		people,
		otherCohort: other.cohortId,
		ids: { ...ids, person: learner, course: '2', file: 'fields.svg', guide: 'limits', token: 'x'.repeat(26) },
		close
	};
}

/** A post of a learner in the demo, what it stands in, and a meeting and a prompt of the same cohort. */
async function learnersIds(store: Store) {
	const { post, thread } = forum(store);
	const { account } = accounts(store);
	const { meeting } = cohorts(store);
	const { lesson } = courses(store);
	const [written] = await store.read
		.select({ learner: account.id, cohort: thread.cohortId, thread: thread.id, post: post.id })
		.from(post)
		.innerJoin(thread, eq(thread.id, post.threadId))
		.innerJoin(account, eq(account.id, post.authorId))
		.where(and(eq(account.role, 'learner'), isNull(post.deletedDay)));
	const [met] = await store.read.select({ meeting: meeting.id }).from(meeting);
	const [asked] = await store.read
		.select({ number: lesson.number, element: thread.elementId })
		.from(thread)
		.innerJoin(lesson, eq(lesson.id, thread.lessonId))
		.where(isNotNull(thread.elementId));
	if (!written || !met || !asked?.element) throw new Error('In the demo something is missing.');
	return {
		...written,
		...met,
		lesson: '1',
		prompt: lessonAddress('2', asked.number),
		element: asked.element
	};
}

async function signedIn(store: Store, id: string): Promise<string> {
	const token = await store.write(async (tx) => {
		const { identityCheck } = accounts(tx);
		const made = await startSession(tx, { id, role: 'learner' }, 'own');
		const sessionId = made.split('.')[0] ?? '';
		await tx.insert(identityCheck).values({ sessionId, until: after(new Date(), minutes(30)) });
		return made;
	});
	return `kade=${token}`;
}

/** The address of a route in English. Ids that exist stand in it unless others are given. */
export const addressOf = (stage: Stage, route: string, others: Record<string, string> = {}): string =>
	`/en${route.replace(/\/\([a-z]+\)/g, '')}`.replace(/\[(\w+)\]/g, (_, name: string) => {
		// A prompt's address names its lesson as `2.1`, a course's as `1`.
		const meant = name === 'lesson' && route.includes('/prompt/') ? 'prompt' : name;
		const value = others[name] ?? stage.ids[meant];
		if (!value) throw new Error(`Say in tests/support/stage.ts what [${name}] stands for.`);
		return value;
	});

export interface Answer {
	status: number;
	/** where a redirect leads, else empty */
	to: string;
	body: string;
}

/** Opens a page as one of them; with fields, sends a form of our own page. */
export async function ask(
	{ server, cookies }: Stage,
	who: Who,
	address: string,
	fields?: [string, string][]
): Promise<Answer> {
	const answer = await fetch(server.origin + address, {
		redirect: 'manual',
		headers: { accept: 'text/html', cookie: cookies[who], origin: server.origin },
		...(fields && { method: 'POST', body: new URLSearchParams(fields) })
	});
	return { status: answer.status, to: answer.headers.get('location') ?? '', body: await answer.text() };
}

/** Everything in the server's database, for comparing before and after; how often somebody tried is left out. */
export function contents({ server }: Stage): string {
	const database = new Database(path.join(server.dataDir, 'kade.db'), { readonly: true });
	try {
		const names = database
			.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
			.pluck()
			.all() as string[];
		const kept = names.filter((name) => !['bucket', 'session'].includes(name)).sort();
		return JSON.stringify(kept.map((name) => [name, database.prepare(`select * from "${name}"`).all()]));
	} finally {
		database.close();
	}
}
