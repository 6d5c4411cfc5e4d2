import { NoAnswer } from './exchange';
import type { Lab } from './lab';
import type { Rule, Source } from './rule';
import { Broken, NotChecked } from './verdict';

export type Outcome = 'passed' | 'failed' | 'not checked' | 'observed';

export type Finding = {
  rule: string;
  title: string;
  source: Source;
  outcome: Outcome;
  /** What is wrong, why it was not checked, or what was seen. */
  notes: string[];
  /** To be quoted to the provider's support. */
  requestId: string | null;
};

/** Checks one rule. What the contract does not state cannot fail: it is told as an observation. */
export async function judge(rule: Rule, lab: Lab): Promise<Finding> {
  const { id, title, source, run } = rule;
  const finding = { rule: id, title, source, requestId: null };
  try {
    const notes = await run(lab);
    return { ...finding, outcome: source === 'unknown' ? 'observed' : 'passed', notes };
  } catch (error) {
    if (error instanceof NotChecked) {
      return { ...finding, outcome: 'not checked', notes: [error.message] };
    }
    if (!(error instanceof Broken || error instanceof NoAnswer)) throw error;
    const outcome = source === 'doc' ? 'failed' : 'observed';
    const requestId = (error instanceof Broken && error.exchange?.requestId) || null;
    return { ...finding, outcome, notes: [error.message], requestId };
  }
}
