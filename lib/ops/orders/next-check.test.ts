import { expect, test } from 'vitest';
import { type Checks, explainNextCheck } from './next-check';

const NOW_MS = Date.parse('2026-04-01T10:00:00Z');
const due: Checks = {
  nextAt: '2026-04-01T10:00:05Z',
  lastAt: null,
  failedInARow: 0,
  underWay: false,
  viewedAt: null,
};

test.each([
  ['a check under way', 'pending', { underWay: true }, 'A check is under way.'],
  ['a final status', 'completed', { nextAt: null }, 'completed is final'],
  ['an order that is given up', 'pending', { nextAt: null }, 'Nothing has changed for a week'],
  ['an old failure', 'failed', { nextAt: null }, 'checked for a day'],
  ['failing checks', 'pending', { failedInARow: 3 }, 'The last 3 checks got no usable response'],
  ['a viewer', 'pending', { viewedAt: '2026-04-01T09:59:30Z' }, 'A customer has it on screen'],
  ['a viewer who left', 'pending', { viewedAt: '2026-04-01T09:58:59Z' }, 'Nobody has it on screen'],
  ['a failure that can be retried', 'failed', {}, 'the customer can retry'],
] as const)('%s explains when the next check is', (_name, status, checks, reason) => {
  expect(explainNextCheck(status, { ...due, ...checks }, NOW_MS)).toContain(reason);
});
