import type { Adapter } from './adapter/schema';
import type { Outcome, Result } from './checks/check';

export type Verdict = 'certified' | 'failed' | 'incomplete';

export type Certificate = {
  name: string;
  /** What the backend offers. Without sells, there are no checks of them. */
  scope: ('buy' | 'sell')[];
  startedAt: string;
  durationMs: number;
  verdict: Verdict;
  counts: Record<Outcome, number>;
  results: Result[];
};

/** Only must-checks decide. */
export function verdictOf(results: Result[]): Verdict {
  const musts = results.filter(({ grade }) => grade === 'must');
  if (musts.some(({ outcome }) => outcome === 'failed')) return 'failed';
  return musts.every(({ outcome }) => outcome === 'passed') ? 'certified' : 'incomplete';
}

export function createCertificate(
  { name, sell }: Pick<Adapter, 'name' | 'sell'>,
  startedAt: Date,
  results: Result[],
): Certificate {
  const count = (outcome: Outcome) => results.filter((result) => result.outcome === outcome).length;
  return {
    name,
    scope: sell ? ['buy', 'sell'] : ['buy'],
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    verdict: verdictOf(results),
    counts: {
      passed: count('passed'),
      failed: count('failed'),
      not_applicable: count('not_applicable'),
    },
    results,
  };
}
