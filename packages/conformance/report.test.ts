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

const skipped: CheckedRule = {
  ...failed,
  rule: 'buy.progress',
  result: 'skipped',
  notes: ['nobody paid'],
};

test('a run is incomplete if a documented rule was not checked, and says why', () => {
  const report = createReport('https://a.example', new Date(0), [skipped]);
  expect(report.conclusion).toBe('incomplete');
  expect(formatSummary(report)).toContain('documented rules were not checked (1)');
  expect(formatSummary(report)).toContain('buy.progress: nobody paid');
});

test('a run is incomplete until the group of a skipped rule is left out on request', () => {
  const rules = [{ ...skipped, group: 'selling' as const }];
  const incomplete = createReport('https://a.example', new Date(0), rules);
  expect(formatSummary(incomplete)).toContain('selling: pass --sell');
  const complete = createReport('https://a.example', new Date(0), rules, ['selling']);
  expect(complete.conclusion).toBe('conforms');
  expect(formatSummary(complete)).toContain('Left out on request: selling.');
});

test('a skipped rule that is not documented leaves a run complete', () => {
  const rules = [{ ...skipped, certainty: 'inferred' as const }];
  expect(createReport('https://a.example', new Date(0), rules).conclusion).toBe('conforms');
});

test('a failed rule counts more than one that was not checked', () => {
  const report = createReport('https://a.example', new Date(0), [failed, skipped]);
  expect(report.conclusion).toBe('differs');
});
