import { and, eq, sql } from 'drizzle-orm';
import { answeredVersion, type AnsweredVersion } from '#lib/courses/server/versions.ts';
import { named } from '#lib/courses/server/statement.ts';
import { judge, type Judgement } from '#lib/lesson/judge.ts';
import { dayOf } from '#lib/server/clock.ts';
import { newId } from '#lib/server/secrets.ts';
import type { Store, Tx } from '#lib/server/store/store.ts';
import { completeWhenAnswered } from './completions.ts';
import { heldBy } from './held.ts';
import type { Person } from './person.ts';
import { movePlace } from './places.ts';
import { learning } from './tables.ts';

/** The text someone answered, as the form names it. */
export interface AnsweredLesson {
	lessonId: string;
	versionId: string;
}

type Judged = Extract<Judgement, { ok: true }>;
type Refused = Extract<Judgement, { ok: false }>;

export type AttemptRefusal = Refused['reason'] | 'no-such-element' | 'key-reused';

export type AttemptResult =
	/** `completed`: this answer completed the lesson. */
	(Judged & { completed: boolean }) | { ok: false; reason: AttemptRefusal };

/** What a form may bring as its key: long enough not to be met twice, short enough to store. */
const KEY = /^[A-Za-z0-9_-]{16,64}$/;

/**
 * Judges an answer and stores it, once for each key and element: the same form sent again gives the same
 * result, another answer under the same key is refused. Completes the lesson when every required element has
 * a right answer. One transaction of two statements, three when a place or a completion is written too.
 *
 * @param chosen ids of the choices picked
 * @param key made by the form for one page view
 */
export async function attempt(
	store: Store,
	account: Person,
	lesson: AnsweredLesson,
	elementId: string,
	chosen: string[],
	key: string,
	now = new Date()
): Promise<AttemptResult> {
	const judged = await judgeIn(store, lesson, elementId, chosen);
	if (!judged.ok) return judged;
	if (!KEY.test(key)) return { ok: false, reason: 'key-reused' };
	const { version, judgement } = judged;
	const day = dayOf(now);
	return store.write(async (tx): Promise<AttemptResult> => {
		const row = {
			id: newId(),
			idempotencyKey: `${elementId}.${key}`,
			accountId: account.id,
			lessonId: lesson.lessonId,
			elementId,
			versionId: lesson.versionId,
			chosen: judgement.perChoice.map(({ id }) => id),
			right: judgement.right,
			day
		};
		const turn = await append(tx, row);
		if (turn === null) {
			return (await sameAsBefore(tx, row))
				? { ...judgement, completed: false }
				: { ok: false, reason: 'key-reused' };
		}
		const counts = judgement.right && version.required.includes(elementId);
		const completed =
			counts && (await completeWhenAnswered(tx, account, row.lessonId, version.required, day));
		// Only her first answer moves her place, and a completion says where she is by itself.
		if (!completed && turn === 1) await movePlace(tx, account, version.courseId, row.lessonId, day);
		return { ...judgement, completed };
	});
}

/** The same judgement for a visitor without an account: nothing is stored. */
export async function judgeOnly(
	store: Store,
	lesson: AnsweredLesson,
	elementId: string,
	chosen: string[]
): Promise<AttemptResult> {
	const judged = await judgeIn(store, lesson, elementId, chosen);
	return judged.ok ? { ...judged.judgement, completed: false } : judged;
}

type JudgedIn =
	{ ok: true; version: AnsweredVersion; judgement: Judged } | { ok: false; reason: AttemptRefusal };

async function judgeIn(
	store: Store,
	lesson: AnsweredLesson,
	elementId: string,
	chosen: string[]
): Promise<JudgedIn> {
	const version = await answeredVersion(store, lesson.versionId);
	const isThere = version?.lessonId === lesson.lessonId && Object.hasOwn(version.answers, elementId);
	const answers = isThere ? version.answers[elementId] : undefined;
	if (!version || !answers) return { ok: false, reason: 'no-such-element' };
	const judgement = judge(answers, chosen);
	return judgement.ok ? { ok: true, version, judgement } : judgement;
}

type Row = Omit<ReturnType<typeof learning>['attempt']['$inferInsert'], 'turn'>;

/** Adds an answer after the earlier ones; its turn, or null when the key was used before. One statement. */
async function append(tx: Tx, row: Row): Promise<number | null> {
	const query = heldBy(tx, 'learning_attempt', (tx, name) => {
		const { attempt } = learning(tx);
		const value = (field: keyof Row) => sql.placeholder(field);
		const last = tx
			.select({ last: sql`coalesce(max(${attempt.turn}), 0) + 1` })
			.from(attempt)
			.where(
				and(
					eq(attempt.accountId, value('accountId')),
					eq(attempt.lessonId, value('lessonId')),
					eq(attempt.elementId, value('elementId'))
				)
			);
		return named(
			tx
				.insert(attempt)
				.values({
					id: value('id'),
					idempotencyKey: value('idempotencyKey'),
					accountId: value('accountId'),
					lessonId: value('lessonId'),
					elementId: value('elementId'),
					versionId: value('versionId'),
					chosen: value('chosen'),
					right: value('right'),
					turn: sql`(${last})`,
					day: value('day')
				})
				.onConflictDoNothing()
				.returning({ turn: attempt.turn }),
			name
		);
	});
	const [stored] = await query.execute({ ...row });
	return stored?.turn ?? null;
}

/** Whether the answer stored under this key is the one that was sent again. */
async function sameAsBefore(tx: Tx, row: Row): Promise<boolean> {
	const { attempt } = learning(tx);
	const [before] = await tx
		.select({ lessonId: attempt.lessonId, versionId: attempt.versionId, chosen: attempt.chosen })
		.from(attempt)
		.where(and(eq(attempt.accountId, row.accountId), eq(attempt.idempotencyKey, row.idempotencyKey)));
	return (
		before !== undefined &&
		before.lessonId === row.lessonId &&
		before.versionId === row.versionId &&
		before.chosen.join(' ') === row.chosen.join(' ')
	);
}
