/** Whether this machine knows a zone by its IANA name. */
export function isZone(zone: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: zone });
		return /^[A-Za-z]+(\/[\w+-]+)*$/.test(zone);
	} catch {
		return false;
	}
}

/** What a clock on the wall shows in a zone: `YYYY-MM-DD` and `HH:MM`. */
export function wallClock(moment: Date, zone: string): { day: string; time: string } {
	const shifted = new Date(moment.getTime() + offset(moment, zone)).toISOString();
	return { day: shifted.slice(0, 10), time: shifted.slice(11, 16) };
}

/**
 * The moment a wall clock in a zone shows this day and time. An hour that clocks skip in spring becomes the
 * hour after it; of an hour they repeat in autumn, the first is meant (RFC 5545, 3.3.5).
 *
 * @param day `YYYY-MM-DD`
 * @param time `HH:MM`
 */
export function momentOf(day: string, time: string, zone: string): Date {
	const asUtc = new Date(`${day}T${time}:00Z`).getTime();
	const [before, later] = [asUtc - 86_400_000, asUtc + 86_400_000].map((t) => offset(new Date(t), zone));
	// Tried in this order: the offset before a change gives the first of two such hours, and shifts a skipped one.
	const first = new Date(asUtc - before!);
	if (offset(first, zone) === before) return first;
	const second = new Date(asUtc - later!);
	return offset(second, zone) === later ? second : first;
}

/** Milliseconds a zone is ahead of UTC at a moment. */
function offset(moment: Date, zone: string): number {
	const parts = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit'
	}).formatToParts(moment);
	const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
	const wall = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second')
	);
	return wall - Math.floor(moment.getTime() / 1000) * 1000;
}

/** The zones a person can choose from: all this machine knows, UTC first. */
export const zoneNames = (): string[] => [
	'UTC',
	...Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/'))
];
