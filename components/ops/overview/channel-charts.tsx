import { learnedFrom } from '@/lib/counts/overview';
import type { HintOutcome } from '@/lib/generated/prisma/enums';
import { outcomes } from '../delivery-table';
import { BarList } from './bar-list';
import { ChartCard, ChartTable, RowLink } from './chart-card';
import { formatCount, formatDuration, learnedNames } from './format';
import { LearnedChart } from './learned-chart';
import { callsUrl, deliveriesUrl, ordersUrl } from './links';
import { DurationChart, type Shown } from './order-charts';

export function LearnedCard({ overview: { learned }, days, type }: Shown) {
  return (
    <ChartCard
      title="How statuses were learned"
      note="The channel that first reported each confirmed change. A check found the others, before any report or without one."
      link={{ href: ordersUrl({ ...days, type }), name: 'View orders' }}
      empty={learned.length === 0 && 'No status changed in this period.'}
    >
      <LearnedChart learned={learned} />
      <ChartTable
        name="How statuses were learned"
        columns={['Status', ...learnedFrom.map((from) => learnedNames[from])]}
        rows={learned.map(({ status, from }) => ({
          key: status,
          cells: [
            <RowLink key="status" href={ordersUrl({ ...days, type, status })}>
              {status}
            </RowLink>,
            ...learnedFrom.map((channel) => formatCount(from[channel])),
          ],
        }))}
      />
    </ChartCard>
  );
}

export function WebhookLagCard({ overview: { webhookLag }, days }: Shown) {
  const { count, p50Ms, p95Ms, bars } = webhookLag;
  return (
    <ChartCard
      title="Webhook lag"
      note={`From the change at Proof until its webhook arrived: half within ${formatDuration(p50Ms)}, 95% within ${formatDuration(p95Ms)}, each accurate to about 10%, by Proof's clock and ours.`}
      link={{ href: deliveriesUrl({ ...days, outcome: 'reported' }), name: 'View deliveries' }}
      empty={count === 0 && 'No webhook with a time arrived in this period.'}
    >
      <DurationChart name="Webhook lag" unit="Webhooks" bars={bars} />
    </ChartCard>
  );
}

export function DeliveriesCard({ overview: { deliveries }, days }: Shown) {
  const whole = deliveries.reduce((sum, { count }) => sum + count, 0);
  return (
    <ChartCard
      title="Webhook deliveries"
      note="By outcome. Of those that match no order, at most 120 a minute are stored."
      link={{ href: deliveriesUrl(days), name: 'View deliveries' }}
      empty={whole === 0 && 'No webhook arrived in this period.'}
    >
      <BarList
        items={deliveries.map(({ outcome, count }) => ({
          ...{ name: outcomes[outcome].word, count, alarming: isUnusable(outcome) },
          href: deliveriesUrl({ ...days, outcome }),
        }))}
        whole={whole}
      />
    </ChartCard>
  );
}

/** Nothing follows from it: it names no order of ours, or is no webhook of Proof's. */
function isUnusable(outcome: HintOutcome): boolean {
  return ['unknown_transaction', 'invalid', 'wrong_secret'].includes(outcome);
}

export function CallsCard({ overview: { calls }, days }: Shown) {
  const { count, failures } = calls;
  return (
    <ChartCard
      title="Failed calls to Proof"
      note={`By endpoint and code, as a share of ${formatCount(count)} calls.`}
      link={{ href: callsUrl(days), name: 'View calls' }}
      empty={failures.length === 0 && 'No call failed in this period.'}
    >
      <BarList
        items={failures.map(({ endpoint, code, count: failed }) => ({
          ...{ name: `${code} · ${endpoint}`, count: failed, alarming: true },
          href: callsUrl({ ...days, endpoint, code }),
        }))}
        whole={count}
      />
    </ChartCard>
  );
}
