/** True for a day of this millennium that exists, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
	if (!/^2\d{3}-\d\d-\d\d$/.test(text)) return false;
	const moment = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}
