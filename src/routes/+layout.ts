/** Pages are HTML: a route that needs script turns it on by name. */
export const csr = false;
