import { expect, test } from 'vitest';
import { sampleTransaction } from '../live/sample-delta';
import { formatReportedStatus, unconfirmedReport } from './reported';

const reported = (reportedStatus: string | null) => ({ ...sampleTransaction, reportedStatus });

test('what a channel reports beyond the confirmed status is shown as reported', () => {
  expect(unconfirmedReport(reported('processing'))).toBe('processing');
});

test.each([null, 'pending', 'widget_ready', 'new'])('%s is no news of a pending one', (status) => {
  expect(unconfirmedReport(reported(status))).toBeNull();
});

test('nothing is reported of a transaction that has ended', () => {
  expect(unconfirmedReport({ ...reported('processing'), status: 'completed' })).toBeNull();
});

test('an unknown status is shown in readable words rather than hidden', () => {
  expect(formatReportedStatus('manual_review')).toBe('manual review');
});
