import type { Finding, Outcome } from './judge';

const MARKS: Record<Outcome, string> = {
  passed: 'ok  ',
  failed: 'FAIL',
  'not checked': '  - ',
  observed: ' i  ',
};

export type Report = {
  api: string;
  checkedAt: string;
  counts: Record<Outcome, number>;
  findings: Finding[];
};

export function reportOf(api: string, checkedAt: Date, findings: Finding[]): Report {
  const count = (outcome: Outcome) => findings.filter((one) => one.outcome === outcome).length;
  return {
    api,
    checkedAt: checkedAt.toISOString(),
    counts: {
      passed: count('passed'),
      failed: count('failed'),
      'not checked': count('not checked'),
      observed: count('observed'),
    },
    findings,
  };
}

/** One finding as it is printed the moment it is there. */
export function lineFor({ rule, title, outcome, source, notes, requestId }: Finding): string {
  const indent = '\n       ';
  const provenance = source === 'doc' ? '' : ` [${source}]`;
  const told = notes.map((note) => `${indent}${note}`).join('');
  const quoted = outcome === 'failed' ? `${indent}X-Request-Id: ${requestId ?? 'none'}` : '';
  return `${MARKS[outcome]} ${rule}: ${title}${provenance}${told}${quoted}`;
}

/** The end of the report: what failed once more, since it has scrolled away, and the counts. */
export function summaryFor({ api, counts, findings }: Report): string {
  const failed = findings.filter(({ outcome }) => outcome === 'failed');
  const again = failed.map(({ rule, notes }) => `  ${rule}: ${notes.join('; ')}`);
  const verdict =
    failed.length === 0
      ? `${api} does what the contract says, as far as it was checked.`
      : `${api} differs from the contract:\n${again.join('\n')}`;
  return `\n${verdict}\n\n${counts.passed} passed, ${counts.failed} failed, ${counts['not checked']} not checked, ${counts.observed} observations`;
}
