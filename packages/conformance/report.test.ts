import { expect, test } from 'vitest';
import { createReport, formatRule, formatSummary } from './report';
import type { CheckedRule } from './rule';

const failed: CheckedRule = {
  rule: 'errors.decode',
  title: 'a body that is not JSON returns 400',
  certainty: 'documented',
  result: 'failed',
  notes: ['the response is 500'],
  requestId: 'req-1',
  group: null,
};
const observed: CheckedRule = {
  ...failed,
  rule: 'x',
  certainty: 'older_edition',
  result: 'observed',
};

test('a failure includes the request id that support asks for', () => {
  expect(formatRule(failed)).toMatch(/^FAIL errors\.decode: .*\n.*500\n.*X-Request-Id: req-1$/);
});

test('the certainty of a rule is printed unless it is documented', () => {
  expect(formatRule(observed)).toContain('[older edition]');
  expect(formatRule(failed)).not.toContain('[');
});

test('the summary ends with the failures and the counts', () => {
  const summary = formatSummary(createReport('https://a.example', new Date(0), [failed, observed]));
  expect(summary).toContain('errors.decode: the response is 500');
  expect(summary).toContain('0 passed, 1 failed, 0 skipped, 1 observed');
});
