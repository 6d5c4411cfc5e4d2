import type { Check, Status } from './check';
import type { Report } from './run';

const signs: Record<Status, string> = {
  failed: '✗ failed ',
  warning: '! warning',
  skipped: '– skipped',
  passed: '✓ passed ',
};

/** The report for a terminal. */
export function formatReport({ checks, counts, ok }: Report): string {
  const { failed, warning, skipped, passed } = counts;
  const warnings = `${warning} ${warning === 1 ? 'warning' : 'warnings'}`;
  const summary = `${failed} failed, ${warnings}, ${skipped} skipped, ${passed} passed`;
  return [...checks.map(formatCheck), '', ok ? summary : `${summary}. See "Fix" above.`].join('\n');
}

function formatCheck(check: Check): string {
  const first = `${signs[check.status]}  ${check.title}: ${check.found}`;
  if (!('fix' in check)) return first;
  const fix = check.fix.map((step) => `             Fix: ${step}`);
  return [first, `             Why: ${check.why}`, ...fix, ''].join('\n');
}
