/**
 * A page that is the same for everybody who is not signed in may be kept in memory by server.mjs for this
 * many seconds. Call it from a `load`: `if (!locals.account) setHeaders(keptPage)`.
 */
export const keptPage = { 'x-kade-keep': '60' };
