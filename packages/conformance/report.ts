import type { CheckedRule, RuleResult } from './rule';

const MARKS: Record<RuleResult, string> = {
  passed: 'ok  ',
  failed: 'FAIL',
  skipped: '  - ',
  observed: ' i  ',
};

export type Report = {
  api: string;
  checkedAt: string;
  counts: Record<RuleResult, number>;
  rules: CheckedRule[];
};

export function createReport(api: string, checkedAt: Date, rules: CheckedRule[]): Report {
  const count = (result: RuleResult) => rules.filter((rule) => rule.result === result).length;
  return {
    api,
    checkedAt: checkedAt.toISOString(),
    counts: {
      passed: count('passed'),
      failed: count('failed'),
      skipped: count('skipped'),
      observed: count('observed'),
    },
    rules,
  };
}

export function formatRule(checked: CheckedRule): string {
  const { rule, title, result, certainty, notes, requestId } = checked;
  const suffix = certainty === 'documented' ? '' : ` [${certainty.replace('_', ' ')}]`;
  const lines = [`${MARKS[result]} ${rule}: ${title}${suffix}`, ...notes];
  if (result === 'failed') lines.push(`X-Request-Id: ${requestId ?? 'none'}`);
  return lines.join('\n       ');
}

/** Repeats the failures, which may have scrolled out of view, and counts the results. */
export function formatSummary({ api, counts, rules }: Report): string {
  const failed = rules.filter(({ result }) => result === 'failed');
  const conclusion =
    failed.length === 0
      ? `${api} meets every documented rule that was checked.`
      : [
          `${api} differs from the contract:`,
          ...failed.map(({ rule, notes }) => `  ${rule}: ${notes.join('; ')}`),
        ].join('\n');
  const { passed, skipped, observed } = counts;
  const totals = `${passed} passed, ${counts.failed} failed, ${skipped} skipped, ${observed} observed`;
  return `\n${conclusion}\n\n${totals}`;
}
