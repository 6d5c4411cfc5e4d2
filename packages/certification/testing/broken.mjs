/**
 * Whether the backend is to do one thing wrong. BREAK names a check, and the backend then does what
 * that check is there to find.
 */
export const broken = (...checks) => checks.includes(process.env.BREAK);
