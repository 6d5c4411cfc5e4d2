/** The implementation breaks the rule. Proof's support asks for the id of the request. */
export class RuleFailedError extends Error {
  readonly requestId: string | null;

  constructor(message: string, response?: { requestId: string | null }) {
    super(message);
    this.requestId = response?.requestId ?? null;
  }
}

/** The rule was not tested: what it needs did not happen, or was not asked for. */
export class RuleSkippedError extends Error {}

/** The connection failed, was cut, or timed out. */
export class NoResponseError extends Error {}

/** The check cannot run at all. Its message is printed without a stack trace. */
export class CouldNotRunError extends Error {}
