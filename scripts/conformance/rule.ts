import type { Exchange } from './exchange';
import type { Lab } from './lab';

/**
 * Where a rule comes from: stated in the provider's documentation, stated only in an older edition,
 * inferred, or not documented at all. Only what is documented can fail.
 */
export type Source = 'doc' | 'old' | 'inf' | 'unknown';

export type Rule = {
  id: string;
  /** The guarantee, as a sentence. */
  title: string;
  source: Source;
  /** Answers what is worth telling although the rule holds. Throws Broken or NotChecked. */
  run(lab: Lab): Promise<string[]>;
};

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
