import type { Adapter } from './adapter/schema';
import { needsWebhook, type Outcome, type Result } from './checks/check';

export type Verdict = 'certified' | 'failed' | 'incomplete';

export type Certificate = {
  name: string;
  /** What the backend offers. Without sells, there are no checks of them. */
  scope: ('buy' | 'sell')[];
  /** Webhooks are optional. Without a webhook, its checks do not decide. */
  webhooksJudged: boolean;
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
  { name, sell, webhook }: Pick<Adapter, 'name' | 'sell' | 'webhook'>,
  startedAt: Date,
  results: Result[],
): Certificate {
  const judged = webhook ? results : results.filter((result) => !needsWebhook(result));
  const count = (outcome: Outcome) => results.filter((result) => result.outcome === outcome).length;
  return {
    name,
    scope: sell ? ['buy', 'sell'] : ['buy'],
    webhooksJudged: webhook !== undefined,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    verdict: verdictOf(judged),
    counts: {
      passed: count('passed'),
      failed: count('failed'),
      not_applicable: count('not_applicable'),
    },
    results,
  };
}
