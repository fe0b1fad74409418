import { and, asc, eq } from 'drizzle-orm';
import { after, dayOf, hours, minutes as ms } from '#lib/server/clock.ts';
import { newId } from '#lib/server/secrets.ts';
import type { Store } from '#lib/server/store/store.ts';
import { postHtml } from './post-html.ts';
import { isDay } from '../days.ts';
import { lengthOf, manyLines, oneLine } from '../words.ts';
import { isZone, momentOf } from '../zones.ts';
import { membership, trainership } from './memberships.ts';
import { cohorts } from './tables.ts';

/** A meeting as typed. */
export interface MeetingPlan {
	title: string;
	/** `YYYY-MM-DD`, on the wall of `zone`. */
	day: string;
	/** `HH:MM`. */
	time: string;
	/** IANA name. */
	zone: string;
	minutes: string;
	place: string;
	agenda: string;
	/** Language of the page it was typed on. */
	locale: string;
}

export type MeetingRefusal = { field: keyof MeetingPlan; reason: 'empty' | 'long' | 'wrong' };

export interface Meeting {
	id: string;
	cohortId: string;
	title: string;
	startsAt: Date;
	zone: string;
	minutes: number;
	place: string;
	agenda: string;
	/** Escaped, ready to show. */
	agendaHtml: string;
	cancelled: boolean;
}

/** A trainer plans a meeting; null for anybody else, every refusal at once for the form. */
export async function plan(store: Store, trainerId: string, cohortId: string, typed: MeetingPlan) {
	const checked = check(typed);
	if (!checked.ok) return checked;
	return store.write(async (tx) => {
		if (!(await trainership(tx, trainerId, cohortId))) return null;
		const { meeting } = cohorts(tx);
		const id = newId();
		await tx.insert(meeting).values({ id, cohortId, ...checked.values, createdBy: trainerId });
		return { ok: true as const, meetingId: id };
	});
}

/** A trainer moves or rewrites a meeting. Changing a cancelled one makes it happen again. */
export async function changeMeeting(store: Store, trainerId: string, meetingId: string, typed: MeetingPlan) {
	const checked = check(typed);
	if (!checked.ok) return checked;
	return store.write(async (tx) => {
		const { meeting } = cohorts(tx);
		const [row] = await tx.select({ in: meeting.cohortId }).from(meeting).where(eq(meeting.id, meetingId));
		if (!row || !(await trainership(tx, trainerId, row.in))) return null;
		await tx
			.update(meeting)
			.set({ ...checked.values, cancelledDay: null })
			.where(eq(meeting.id, meetingId));
		return { ok: true as const, meetingId };
	});
}

/** A trainer cancels a meeting: it stays on the page, crossed out. Again changes nothing. */
export function cancel(store: Store, trainerId: string, meetingId: string, now = new Date()) {
	return store.write(async (tx) => {
		const { meeting } = cohorts(tx);
		const [row] = await tx.select({ in: meeting.cohortId }).from(meeting).where(eq(meeting.id, meetingId));
		if (!row || !(await trainership(tx, trainerId, row.in))) return null;
		await tx
			.update(meeting)
			.set({ cancelledDay: dayOf(now) })
			.where(eq(meeting.id, meetingId));
		return { ok: true as const };
	});
}

/** A cohort's meetings, those to come (a running one too) and those past; null for everybody but its members. */
export async function meetings(store: Store, accountId: string, cohortId: string, now = new Date()) {
	if (!(await membership(store.read, accountId, cohortId))) return null;
	const { meeting } = cohorts(store.read);
	const rows = await store.read
		.select(columns(meeting))
		.from(meeting)
		.where(eq(meeting.cohortId, cohortId))
		.orderBy(asc(meeting.startsAt), asc(meeting.id));
	const all = rows.map(asMeeting);
	const isPast = (m: Meeting) => after(m.startsAt, ms(m.minutes)) < now;
	return { upcoming: all.filter((m) => !isPast(m)), past: all.filter(isPast).reverse() };
}

/** One meeting, for members of its cohort alone. */
export async function meetingOf(store: Store, accountId: string, meetingId: string): Promise<Meeting | null> {
	const { meeting, membership: m } = cohorts(store.read);
	const [row] = await store.read
		.select(columns(meeting))
		.from(meeting)
		.innerJoin(m, and(eq(m.cohortId, meeting.cohortId), eq(m.accountId, accountId)))
		.where(eq(meeting.id, meetingId));
	return row ? asMeeting(row) : null;
}

type MeetingTable = ReturnType<typeof cohorts>['meeting'];

const columns = (t: MeetingTable) => ({
	id: t.id,
	cohortId: t.cohortId,
	title: t.title,
	startsAt: t.startsAt,
	zone: t.zone,
	minutes: t.minutes,
	place: t.place,
	agenda: t.agenda,
	agendaHtml: t.agendaHtml,
	cancelledDay: t.cancelledDay
});

function asMeeting({
	cancelledDay,
	...row
}: Omit<Meeting, 'cancelled'> & { cancelledDay: string | null }): Meeting {
	return { ...row, cancelled: cancelledDay !== null };
}

function check(typed: MeetingPlan) {
	const title = oneLine(typed.title);
	const place = oneLine(typed.place);
	const agenda = manyLines(typed.agenda);
	const minutes = Number(typed.minutes);
	const problems: MeetingRefusal[] = [];
	const refuse = (field: keyof MeetingPlan, reason: MeetingRefusal['reason']) =>
		problems.push({ field, reason });
	if (!title) refuse('title', 'empty');
	if (lengthOf(title) > 80) refuse('title', 'long');
	if (!isDay(typed.day)) refuse('day', 'wrong');
	if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(typed.time)) refuse('time', 'wrong');
	if (!isZone(typed.zone)) refuse('zone', 'wrong');
	if (!Number.isInteger(minutes) || minutes < 5 || minutes > hours(24) / ms(1)) refuse('minutes', 'wrong');
	if (lengthOf(place) > 300) refuse('place', 'long');
	if (lengthOf(agenda) > 10_000) refuse('agenda', 'long');
	if (problems.length) return { ok: false as const, problems };
	const startsAt = momentOf(typed.day, typed.time, typed.zone);
	const agendaHtml = agenda && postHtml(agenda, typed.locale);
	return {
		ok: true as const,
		values: { title, startsAt, zone: typed.zone, minutes, place, agenda, agendaHtml }
	};
}
