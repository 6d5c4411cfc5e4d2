import type { Certificate } from '../certificate';
import type { Result } from '../checks/check';
import { escapeXml } from './xml';

const seconds = (ms: number) => (ms / 1_000).toFixed(3);

/** A should-check that failed is no failure of the build, so it is reported as skipped. */
function outcomeOf({ outcome, grade, message, evidence }: Result): string {
  const text = escapeXml([message, ...evidence].join('\n'));
  const summary = escapeXml(message);
  if (outcome === 'passed') return '';
  if (outcome === 'failed' && grade === 'must')
    return `<failure message="${summary}">${text}</failure>`;
  const prefix = outcome === 'failed' ? 'should-check failed: ' : 'not applicable: ';
  return `<skipped message="${prefix}${summary}"/>`;
}

function testCase(result: Result): string {
  const { id, title, durationMs } = result;
  const [group = ''] = id.split('.');
  const attributes = `classname="${escapeXml(group)}" name="${escapeXml(`${id}: ${title}`)}"`;
  return `    <testcase ${attributes} time="${seconds(durationMs)}">${outcomeOf(result)}</testcase>`;
}

export function toJunit({ name, startedAt, durationMs, results }: Certificate): string {
  const isFailure = ({ outcome, grade }: Result) => outcome === 'failed' && grade === 'must';
  const failures = results.filter(isFailure).length;
  const passed = results.filter(({ outcome }) => outcome === 'passed').length;
  const counts = `tests="${results.length}" failures="${failures}" errors="0" skipped="${results.length - failures - passed}"`;
  const time = `timestamp="${startedAt}" time="${seconds(durationMs)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite name="${escapeXml(`proof-certify: ${name}`)}" ${counts} ${time}>`,
    ...results.map(testCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}
