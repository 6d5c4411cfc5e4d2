const checks = (process.env.BREAK ?? '').split(',');

/**
 * Whether the backend is to do something wrong. BREAK names checks, separated by commas, and the
 * backend then does what each of them is there to find.
 */
export const broken = (check) => checks.includes(check);
