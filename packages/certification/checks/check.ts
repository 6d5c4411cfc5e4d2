import { CheckFailedError, NotApplicableError } from '../errors';
import { need } from './expect';
import type { Trial } from './trial';

type Grade = 'must' | 'should';
export type Outcome = 'passed' | 'failed' | 'not_applicable';

export type Check = {
  id: string;
  /** The guarantee, as a sentence. */
  title: string;
  grade: Grade;
  /** The section of the contract that it rests on. */
  section: string;
  /** What is done to the backend, and why it matters. */
  explanation: string;
  /** Only for backends that sell. */
  sell?: true;
  /** `first` alone before the others, `alone` one by one after them, `last` from what was recorded. */
  phase?: 'first' | 'alone' | 'last';
  /** Started before the others, because it waits for the backend. */
  slow?: true;
  /** Throws CheckFailedError or NotApplicableError. */
  run(trial: Trial): Promise<void>;
};

export type Result = Pick<Check, 'id' | 'title' | 'grade' | 'section' | 'explanation'> & {
  outcome: Outcome;
  /** What is wrong, or what the check lacks. Empty if it passed. */
  message: string;
  /** What was done and seen, in order. */
  evidence: string[];
  durationMs: number;
};

/** The ids of all checks that send webhooks start alike. */
export const needsWebhook = ({ id }: Pick<Check, 'id'>) => id.startsWith('webhook.');

export function resultOf(check: Check, outcome: Outcome, message: string): Result {
  const { id, title, grade, section, explanation } = check;
  return {
    ...{ id, title, grade, section, explanation, outcome, message },
    ...{ evidence: [], durationMs: 0 },
  };
}

export async function runCheck(check: Check, trial: Trial): Promise<Result> {
  const startedAt = performance.now();
  const result = await outcomeOf(check, trial);
  const durationMs = Math.round(performance.now() - startedAt);
  return { ...result, evidence: trial.evidence, durationMs };
}

async function outcomeOf(check: Check, trial: Trial): Promise<Result> {
  try {
    if (needsWebhook(check)) need(trial.equipment.adapter.webhook, '"webhook" in the file');
    await check.run(trial);
    return resultOf(check, 'passed', '');
  } catch (error) {
    if (error instanceof NotApplicableError)
      return resultOf(check, 'not_applicable', error.message);
    if (error instanceof CheckFailedError) return resultOf(check, 'failed', error.message);
    throw error;
  } finally {
    trial.end();
  }
}
