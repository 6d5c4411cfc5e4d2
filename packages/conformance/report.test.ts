import { describe, expect, it } from 'vitest';
import type { Finding } from './judge';
import { lineFor, reportOf, summaryFor } from './report';

const failed: Finding = {
  rule: 'errors.decode',
  title: 'a body that is not JSON gets 400',
  source: 'doc',
  outcome: 'failed',
  notes: ['it answered 500'],
  requestId: 'req-1',
};
const observed: Finding = { ...failed, rule: 'x', source: 'unknown', outcome: 'observed' };

describe('the report', () => {
  it('a failure comes with the request id that support asks for', () => {
    expect(lineFor(failed)).toMatch(/^FAIL errors\.decode: .*\n.*500\n.*X-Request-Id: req-1$/);
  });

  it('says where a rule comes from when the documentation does not have it', () => {
    expect(lineFor(observed)).toContain('[unknown]');
  });

  it('ends with what failed and with the counts', () => {
    const report = reportOf('https://a.example', new Date(0), [failed, observed]);
    expect(summaryFor(report)).toContain('errors.decode: it answered 500');
    expect(summaryFor(report)).toContain('0 passed, 1 failed, 0 not checked, 1 observations');
  });
});
