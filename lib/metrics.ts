import 'server-only';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { FactOutcome, HintOutcome, type Source } from './generated/prisma/enums';
import { processWide } from './process-wide';

/** From a database statement to Proof's timeout. */
const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];

/** What this process counts. `GET /api/metrics` returns it (lib/telemetry/report.ts). */
export const metrics = () => processWide('metrics', createMetrics);

function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const describe = <Label extends string>(name: string, help: string, ...labelNames: Label[]) => ({
    name: `proof_ramp_${name}`,
    help,
    labelNames,
    registers: [registry],
  });
  const created = {
    registry,
    operations: new Histogram({
      ...describe(
        'operation_duration_seconds',
        'Server actions, webhooks, checks and side effects. The result is ok or an error code.',
        ...(['operation', 'result'] as const),
      ),
      buckets: durationBuckets,
    }),
    providerCalls: new Histogram({
      ...describe(
        'provider_call_duration_seconds',
        'Calls to Proof. The cause is empty if the call succeeded.',
        ...(['endpoint', 'http_status', 'cause'] as const),
      ),
      buckets: durationBuckets,
    }),
    hints: new Counter(
      describe('hints_total', 'Hints by channel and outcome.', 'source', 'outcome'),
    ),
    checks: new Counter(
      describe('checks_total', 'Checks by the outcome of the snapshot, or no_response.', 'outcome'),
    ),
    removedRows: new Counter(
      describe('removed_rows_total', 'Rows that were older than RETENTION_DAYS.', 'table'),
    ),
    streams: new Gauge(describe('streams', 'Live streams that this process has open.')),
    listening: new Gauge(describe('listening', '1 while this process hears notifications.')),
    databaseUp: new Gauge(describe('database_up', '1 if the database answered this request.')),
    dueChecks: new Gauge(
      describe('due_checks', 'Orders that are due for a check. The same in every process.'),
    ),
    oldestDueCheck: new Gauge(
      describe('oldest_due_check_seconds', 'How long the oldest of them has been due.'),
    ),
    failingChecks: new Gauge(
      describe('failing_checks', 'Open orders whose latest check got no usable response.'),
    ),
    failingSideEffects: new Gauge(
      describe('failing_side_effects', 'Side effects that failed and will be tried again.'),
    ),
    oldestSideEffect: new Gauge(
      describe('oldest_side_effect_seconds', 'How long the oldest side effect has been waiting.'),
    ),
  };
  // A series that starts with its first event would hide that event from rates.
  for (const outcome of [...Object.values(FactOutcome), 'no_response'])
    created.checks.inc({ outcome }, 0);
  for (const source of ['webhook', 'socket', 'widget'] satisfies Source[])
    for (const outcome of Object.values(HintOutcome)) created.hints.inc({ source, outcome }, 0);
  return created;
}
