import { Amount } from '@/components/ui/amount';
import type { Funnel, Overview, Volume } from '@/lib/counts/overview';
import { BarList } from './bar-list';
import { ChartCard, ChartTable, RowLink } from './chart-card';
import { ColumnChart } from './column-chart';
import { formatCount, formatDay, formatDuration } from './format';
import { ordersUrl } from './links';

export type Shown = {
  overview: Overview;
  days: { from: string; to: string };
  type: 'buy' | 'sell' | undefined;
};

const names = { buy: 'Buy', sell: 'Sell' };
const types = ['buy', 'sell'] as const;

/** One series for each type that the overview shows. */
function seriesOf(type: Shown['type']) {
  const colors = { buy: 'var(--chart-1)', sell: 'var(--chart-2)' };
  const shown = type ? [type] : types;
  return shown.map((key) => ({ key, name: names[key], color: colors[key] }));
}

export function FunnelCard({ funnel, days }: { funnel: Funnel; days: Shown['days'] }) {
  const { type, placed, opened, funded, byStatus } = funnel;
  const orders = ordersUrl({ ...days, type });
  const inStatus = (status: keyof Funnel['byStatus'], name: string, alarming = false) => ({
    ...{ name, count: byStatus[status], alarming },
    href: ordersUrl({ ...days, type, status }),
  });
  const steps = [
    { name: 'Placed', count: placed, href: orders },
    { name: 'Widget opened', count: opened, href: orders },
    { name: type === 'buy' ? 'Paid' : 'Deposited', count: funded, href: orders },
    inStatus('completed', 'Completed'),
  ];
  const others = [
    inStatus('pending', 'Pending'),
    inStatus('processing', 'Processing'),
    inStatus('failed', 'Failed', true),
    inStatus('cancelled', 'Cancelled'),
  ];
  return (
    <ChartCard
      title={`${names[type]} orders`}
      note="How far the orders of this period got, and where the others are now."
      link={{ href: orders, name: 'View orders' }}
      empty={placed === 0 && 'No orders in this period.'}
    >
      <BarList items={steps} whole={placed} />
      <hr className="my-3 border-border" />
      <BarList items={others} whole={placed} />
    </ChartCard>
  );
}

/** Completed orders by day. */
export function CompletedCard({ overview, days, type }: Shown) {
  const { orders } = overview;
  const series = seriesOf(type);
  return (
    <ChartCard
      title="Completed by day"
      note="By the day of completion, in UTC. The list is by the day of the order."
      link={{ href: ordersUrl({ ...days, type, status: 'completed' }), name: 'View orders' }}
      empty={overview.timeToCompletion.count === 0 && 'No order was completed in this period.'}
    >
      <ColumnChart
        columns={orders.map(({ day, completed }) => ({ name: formatDay(day), ...completed }))}
        series={series}
      />
      <ChartTable
        name="Orders by day"
        columns={['Day', ...series.map(({ name }) => `${name} completed`), 'Placed']}
        rows={orders.toReversed().map(({ day, completed, placed }) => ({
          key: day,
          cells: [
            formatDay(day),
            ...series.map(({ key }) => formatCount(completed[key])),
            <RowLink key="placed" href={ordersUrl({ from: day, to: day, type })}>
              {formatCount(placed.buy + placed.sell)}
            </RowLink>,
          ],
        }))}
      />
    </ChartCard>
  );
}

export function VolumeCard({ volume, ...shown }: { volume: Volume } & Omit<Shown, 'overview'>) {
  const { currency, kind, total, days } = volume;
  const series = seriesOf(shown.type);
  return (
    <ChartCard
      title={`Volume in ${currency}`}
      note={
        <>
          {series.map(({ key, name }, index) => (
            <span key={key}>
              {index > 0 && ' · '}
              {name} <Amount amount={total[key]} unit={currency} className="text-ink" />
            </span>
          ))}
          {kind === 'fiat' ? ' paid or paid out' : ' bought or sold'}, by the day of completion.
        </>
      }
      link={{
        href: ordersUrl({ ...shown.days, type: shown.type, status: 'completed' }),
        name: 'View orders',
      }}
    >
      <ColumnChart
        columns={days.map(({ day, buy, sell }) => ({
          ...{ name: formatDay(day), buy: Number(buy), sell: Number(sell) },
        }))}
        series={series}
      />
      <ChartTable
        name={`Volume in ${currency} by day`}
        columns={['Day', ...series.map(({ name }) => name)]}
        rows={days.toReversed().map(({ day, ...amounts }) => ({
          key: day,
          cells: [
            formatDay(day),
            ...series.map(({ key }) => <Amount key={key} amount={amounts[key]} unit={currency} />),
          ],
        }))}
      />
    </ChartCard>
  );
}

export function CompletionTimeCard({ overview, days, type }: Shown) {
  const { count, p50Ms, p95Ms, bars } = overview.timeToCompletion;
  return (
    <ChartCard
      title="Time to completion"
      note={`From the order until we confirmed it: half within ${formatDuration(p50Ms)}, 95% within ${formatDuration(p95Ms)}, each accurate to about 10%.`}
      link={{ href: ordersUrl({ ...days, type, status: 'completed' }), name: 'View orders' }}
      empty={count === 0 && 'No order was completed in this period.'}
    >
      <DurationChart name="Time to completion" unit="Orders" bars={bars} />
    </ChartCard>
  );
}

type DurationChartProps = {
  name: string;
  unit: string;
  bars: readonly { name: string; count: number }[];
};

export function DurationChart({ name, unit, bars }: DurationChartProps) {
  return (
    <>
      <ColumnChart
        columns={bars.map((bar) => ({ ...bar }))}
        series={[{ key: 'count', name: unit, color: 'var(--chart-1)' }]}
      />
      <ChartTable
        name={name}
        columns={['Duration', unit]}
        rows={bars.map((bar) => ({ key: bar.name, cells: [bar.name, formatCount(bar.count)] }))}
      />
    </>
  );
}
