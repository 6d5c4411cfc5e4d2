import type { ReactNode } from 'react';
import type { Overview as OverviewData } from '@/lib/counts/overview';
import type { OverviewFilter } from '@/lib/counts/schema';
import { CallsCard, DeliveriesCard, LearnedCard, WebhookLagCard } from './channel-charts';
import { formatCount, formatDuration } from './format';
import { callsUrl, deliveriesUrl, ordersUrl } from './links';
import { Metrics } from './metrics';
import { CompletedCard, CompletionTimeCard, FunnelCard, VolumeCard } from './order-charts';

type OverviewProps = {
  overview: OverviewData;
  filter: OverviewFilter;
  needAttention: { count: number; href: string };
};

/** What happened in the period: orders first, then the channels to Proof. */
export function Overview({ overview, filter: { type }, needAttention }: OverviewProps) {
  const today = overview.days.at(-1) ?? '';
  const shown = { overview, type, days: { from: overview.days[0] ?? today, to: today } };
  return (
    <>
      <Metrics metrics={metricsOf(shown, needAttention)} />
      <CardGrid>
        {overview.funnels.map((funnel) => (
          <FunnelCard key={funnel.type} funnel={funnel} days={shown.days} />
        ))}
      </CardGrid>
      <CardGrid>
        <CompletedCard {...shown} />
        <CompletionTimeCard {...shown} />
      </CardGrid>
      <CardGrid>
        {overview.volumes.map((volume) => (
          <VolumeCard key={volume.currency} volume={volume} days={shown.days} type={type} />
        ))}
      </CardGrid>
      <CardGrid>
        <WebhookLagCard {...shown} />
        <DeliveriesCard {...shown} />
      </CardGrid>
      <CardGrid>
        <LearnedCard {...shown} />
      </CardGrid>
      <CardGrid>
        <CallsCard {...shown} />
      </CardGrid>
    </>
  );
}

/** Two columns. The last card of an odd number takes both. */
function CardGrid({ children }: { children: ReactNode }) {
  return (
    <div className="mt-4 grid gap-4 empty:hidden lg:grid-cols-2 lg:[&>:last-child:nth-child(odd)]:col-span-2">
      {children}
    </div>
  );
}

function metricsOf(
  { overview, type, days }: Parameters<typeof CompletedCard>[0],
  needAttention: OverviewProps['needAttention'],
) {
  const { completedToday, timeToCompletion, webhookLag, calls } = overview;
  const failed = calls.failures.reduce((sum, { count }) => sum + count, 0);
  return [
    {
      name: 'Needs attention',
      value: formatCount(needAttention.count),
      note: needAttention.count === 1 ? 'order, now' : 'orders, now',
      href: needAttention.href,
      alarming: needAttention.count > 0,
    },
    {
      name: 'Completed today',
      value: formatCount(completedToday),
      note: completedToday === 1 ? 'order, in UTC' : 'orders, in UTC',
      href: ordersUrl({ type, status: 'completed' }),
    },
    {
      name: 'Time to completion',
      value: formatDuration(timeToCompletion.p50Ms),
      note: `p50, and ${formatDuration(timeToCompletion.p95Ms)} p95`,
      href: ordersUrl({ ...days, type, status: 'completed' }),
    },
    {
      name: 'Webhook lag',
      value: formatDuration(webhookLag.p50Ms),
      note: `p50, and ${formatDuration(webhookLag.p95Ms)} p95`,
      href: deliveriesUrl(days),
    },
    {
      name: 'Failed calls',
      value: formatCount(failed),
      note: `of ${formatCount(calls.count)} to Proof`,
      href: callsUrl(days),
      alarming: failed > 0,
    },
  ];
}
