import type { CheckContext } from './context';
import { NoResponseError, RuleFailedError, RuleSkippedError } from './errors';
import type { RuleGroup } from './rule-group';

/** Based on Proof's documentation, an older edition, a conclusion from it, or an assumption. */
type Certainty = 'documented' | 'older_edition' | 'inferred' | 'assumed';

export type RuleResult = 'passed' | 'failed' | 'skipped' | 'observed';

/** How a rule of each certainty counts. Only documented behaviour can fail. */
const RESULTS: Record<Certainty, { met: RuleResult; broken: RuleResult }> = {
  documented: { met: 'passed', broken: 'failed' },
  older_edition: { met: 'passed', broken: 'observed' },
  inferred: { met: 'passed', broken: 'observed' },
  assumed: { met: 'observed', broken: 'observed' },
};

export type Rule = {
  id: string;
  /** The guarantee, as a sentence. */
  title: string;
  certainty: Certainty;
  /** Returns notes for the report. Throws RuleFailedError or RuleSkippedError. */
  run(context: CheckContext): Promise<string[]>;
};

export type CheckedRule = {
  rule: string;
  title: string;
  certainty: Certainty;
  result: RuleResult;
  /** What is wrong, why the rule was skipped, or what was observed. */
  notes: string[];
  requestId: string | null;
  /** What the run was started without, if that is why the rule was skipped. */
  group: RuleGroup | null;
};

export async function checkRule(rule: Rule, context: CheckContext): Promise<CheckedRule> {
  const { id, title, certainty, run } = rule;
  const checked = { rule: id, title, certainty, requestId: null, group: null };
  const { met, broken } = RESULTS[certainty];
  try {
    return { ...checked, result: met, notes: await run(context) };
  } catch (error) {
    if (error instanceof RuleSkippedError)
      return { ...checked, result: 'skipped', notes: [error.message], group: error.group };
    if (!(error instanceof RuleFailedError || error instanceof NoResponseError)) throw error;
    const requestId = error instanceof RuleFailedError ? error.requestId : null;
    return { ...checked, result: broken, notes: [error.message], requestId };
  }
}
