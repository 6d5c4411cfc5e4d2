import type { CheckedRule, RuleResult } from './rule';
import { GROUP_NEEDS, type RuleGroup } from './rule-group';

const MARKS: Record<RuleResult, string> = {
  passed: 'ok  ',
  failed: 'FAIL',
  skipped: '  - ',
  observed: ' i  ',
};

/** `incomplete`: no rule failed, but documented rules were not checked. */
export type Conclusion = 'conforms' | 'differs' | 'incomplete';

export type Report = {
  api: string;
  checkedAt: string;
  conclusion: Conclusion;
  counts: Record<RuleResult, number>;
  rules: CheckedRule[];
  /** Groups that were left out on request. They don't make the result incomplete. */
  skip: RuleGroup[];
};

export function createReport(
  api: string,
  checkedAt: Date,
  rules: CheckedRule[],
  skip: RuleGroup[] = [],
): Report {
  const count = (result: RuleResult) => rules.filter((rule) => rule.result === result).length;
  const isIncomplete = uncheckedRules({ rules, skip }).length > 0;
  const unfailed = isIncomplete ? 'incomplete' : 'conforms';
  return {
    api,
    checkedAt: checkedAt.toISOString(),
    conclusion: count('failed') > 0 ? 'differs' : unfailed,
    counts: {
      passed: count('passed'),
      failed: count('failed'),
      skipped: count('skipped'),
      observed: count('observed'),
    },
    rules,
    skip,
  };
}

/** The documented rules that were skipped, except those that were to be left out. */
function uncheckedRules({ rules, skip }: Pick<Report, 'rules' | 'skip'>): CheckedRule[] {
  return rules.filter(
    ({ certainty, result, group }) =>
      certainty === 'documented' && result === 'skipped' && !(group && skip.includes(group)),
  );
}

export function formatRule(checked: CheckedRule): string {
  const { rule, title, result, certainty, notes, requestId } = checked;
  const suffix = certainty === 'documented' ? '' : ` [${certainty.replace('_', ' ')}]`;
  const lines = [`${MARKS[result]} ${rule}: ${title}${suffix}`, ...notes];
  if (result === 'failed') lines.push(`X-Request-Id: ${requestId ?? 'none'}`);
  return lines.join('\n       ');
}

function formatConclusion({ api, conclusion, rules, skip }: Report): string[] {
  const leftOut = skip.length > 0 ? [`Left out on request: ${skip.join(', ')}.`] : [];
  if (conclusion === 'conforms')
    return [`${api} meets every documented rule that was checked.`, ...leftOut];
  if (conclusion === 'differs') {
    const failed = rules.filter(({ result }) => result === 'failed');
    const lines = failed.map(({ rule, notes }) => `  ${rule}: ${notes.join('; ')}`);
    return [`${api} differs from the contract:`, ...lines];
  }
  const unchecked = uncheckedRules({ rules, skip });
  const groups = new Set(unchecked.flatMap(({ group }) => group ?? []));
  const others = unchecked.filter(({ group }) => group === null);
  return [
    `Incomplete: no rule failed, but documented rules were not checked (${unchecked.length}).`,
    ...[...groups].map((group) => `  ${group}: ${GROUP_NEEDS[group]}`),
    ...others.map(({ rule, notes }) => `  ${rule}: ${notes.join('; ')}`),
    ...leftOut,
  ];
}

/** Repeats the failures, which may have scrolled out of view, and counts the results. */
export function formatSummary(report: Report): string {
  const { passed, failed, skipped, observed } = report.counts;
  const totals = `${passed} passed, ${failed} failed, ${skipped} skipped, ${observed} observed`;
  return `\n${formatConclusion(report).join('\n')}\n\n${totals}`;
}
