import type { Exchange } from './exchange';

/** The implementation does something else than the rule says. */
export class Broken extends Error {
  constructor(
    message: string,
    readonly exchange?: Exchange,
  ) {
    super(message);
  }
}

/** The rule says nothing here: what it needs did not happen, or was not asked for. */
export class NotChecked extends Error {}
