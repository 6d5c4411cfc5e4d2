/** The certification cannot run. The message is printed without a stack trace. */
export class CouldNotRunError extends Error {}

/** The backend does not do what the check requires. */
export class CheckFailedError extends Error {}

/** The check lacks something that it needs. It is neither passed nor failed. */
export class NotApplicableError extends Error {}
