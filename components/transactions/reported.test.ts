import { expect, test } from 'vitest';
import { sampleEvent, sampleTransaction } from '../live/sample-delta';
import { formatReportedStatus, reportedFailure, unconfirmedReport } from './reported';

const reported = (reportedStatus: string | null) => ({ ...sampleTransaction, reportedStatus });

test('what a channel reports beyond the confirmed status is shown as reported', () => {
  expect(unconfirmedReport(reported('processing'))).toBe('processing');
});

test.each([null, 'pending', 'widget_ready', 'new'])('%s is no news of a pending one', (status) => {
  expect(unconfirmedReport(reported(status))).toBeNull();
});

test.each(['new', 'widget_ready'])('%s, arriving late, is no news of a paid one', (status) => {
  expect(unconfirmedReport({ ...reported(status), status: 'processing' })).toBeNull();
});

test('nothing is reported of a transaction that has ended', () => {
  expect(unconfirmedReport({ ...reported('processing'), status: 'completed' })).toBeNull();
});

test('an unknown status is shown in readable words rather than hidden', () => {
  expect(formatReportedStatus('manual_review')).toBe('manual review');
});

test('what the widget reported about a failure is named, and a webhook names no reason', () => {
  const report = (source: 'widget' | 'webhook', status: string) =>
    sampleEvent({ kind: 'hint', source, status });
  expect(reportedFailure([report('widget', 'descriptor_failed'), report('widget', 'new')])).toBe(
    'card check failed',
  );
  expect(reportedFailure([report('webhook', 'failed')])).toBeNull();
});
