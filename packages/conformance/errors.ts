import type { RuleGroup } from './rule-group';

/** The implementation breaks the rule. Proof's support needs the id of the request. */
export class RuleFailedError extends Error {
  readonly requestId: string | null;

  constructor(message: string, response?: { requestId: string | null }) {
    super(message);
    this.requestId = response?.requestId ?? null;
  }
}

/** The rule was not tested, because what it needs did not happen or was not requested. */
export class RuleSkippedError extends Error {
  /** @param group what the run was started without, if that is the reason */
  constructor(
    message: string,
    readonly group: RuleGroup | null = null,
  ) {
    super(message);
  }
}

/** A broken rule ended the observation of a transaction. That one fails, the others are skipped. */
export class ObservationFailedError extends RuleSkippedError {
  constructor(
    readonly brokenRule: 'progress' | 'authority',
    message: string,
    private readonly response: { requestId: string | null } | undefined,
  ) {
    super(message);
  }

  asFailure(): RuleFailedError {
    return new RuleFailedError(this.message, this.response);
  }
}

/** The connection failed, was interrupted, or timed out. */
export class NoResponseError extends Error {}

/** The check cannot run. The message is printed without a stack trace. */
export class CouldNotRunError extends Error {}
