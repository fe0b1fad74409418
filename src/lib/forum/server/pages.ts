export const POSTS_A_PAGE = 50;
export const THREADS_A_PAGE = 30;

/** The page of a thread on which a post stands, from 1. */
export const pageOf = (number: number): number => Math.max(1, Math.ceil(number / POSTS_A_PAGE));

/** A page that exists: what was asked for, moved into 1…pages. */
export const within = (page: number, pages: number): number =>
	Math.min(Math.max(1, Number.isInteger(page) ? page : 1), Math.max(1, pages));
