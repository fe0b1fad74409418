/**
 * Times a person could be harmed by are stored no finer than needed: these round a moment down before it is kept.
 */

/** `YYYY-MM-DD` in UTC. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** `YYYY-MM` in UTC. */
export const monthOf = (moment: Date): string => moment.toISOString().slice(0, 7);

/** The start of the hour. */
export const hourOf = (moment: Date): Date => new Date(Math.floor(moment.getTime() / 3_600_000) * 3_600_000);

export const minutes = (n: number): number => n * 60_000;
export const hours = (n: number): number => n * 3_600_000;
export const days = (n: number): number => n * 86_400_000;

/** `moment` plus a length in milliseconds. */
export const after = (moment: Date, milliseconds: number): Date => new Date(moment.getTime() + milliseconds);
