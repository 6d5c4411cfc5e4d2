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
