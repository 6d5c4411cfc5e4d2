import type { Certificate, Verdict } from '../certificate';
import { ALL_CHECKS } from '../checks/all';
import type { Outcome, Result } from '../checks/check';

const MARKS: Record<Outcome, string> = {
  passed: 'ok  ',
  failed: 'FAIL',
  not_applicable: ' -  ',
};

const CONCLUSIONS: Record<Verdict, string> = {
  certified: 'is certified: it passed every must-check',
  failed: 'is not certified: it failed a must-check',
  incomplete: 'is not certified: no must-check failed, but some were not applicable',
};

/** The verdict, with what it is about. */
export function conclusionOf({ name, verdict, scope, webhooksJudged }: Certificate): string {
  const conclusion = `${name} ${CONCLUSIONS[verdict]} (${scope.join(' and ')}).`;
  return webhooksJudged
    ? conclusion
    : `${conclusion} Webhooks were not judged, because the file describes no webhook.`;
}

export function formatCounts({ counts, durationMs }: Certificate): string {
  const { passed, failed, not_applicable } = counts;
  const seconds = Math.round(durationMs / 1_000);
  return `${passed} passed, ${failed} failed, ${not_applicable} not applicable, in ${seconds} s`;
}

/** Explains a failure with everything that was done and seen. */
export function formatResult({
  id,
  title,
  grade,
  section,
  outcome,
  message,
  evidence,
}: Result): string {
  const suffix = grade === 'should' ? ' [should]' : '';
  const lines = [`${MARKS[outcome]} ${id}: ${title}${suffix}`];
  if (message !== '') lines.push(message);
  if (outcome === 'failed')
    lines.push(`contract: ${section}`, ...evidence.map((text) => `  ${text}`));
  return lines.join('\n       ');
}

/** Repeats the failures, which may have scrolled out of view, and counts the outcomes. */
export function formatSummary(certificate: Certificate): string {
  const failed = certificate.results.filter(({ outcome }) => outcome === 'failed');
  const lines = failed.map(({ id, grade, message }) => `  ${id} (${grade}): ${message}`);
  return ['', conclusionOf(certificate), ...lines, '', formatCounts(certificate)].join('\n');
}

export function formatList(): string {
  return ALL_CHECKS.map(({ id, grade, title }) => `${id} (${grade}): ${title}`).join('\n');
}
