'use client';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

const HEIGHT_PX = 190;

export type Series = { key: string; name: string; color: string };

type ColumnChartProps = {
  /** From left to right: a name, and a number for each series. */
  columns: readonly ({ name: string } & Record<string, string | number>)[];
  /** From the bottom to the top of each column. */
  series: readonly Series[];
};

/** Stacked columns. Hidden from screen readers, which have the table beside it. */
export function ColumnChart({ columns, series }: ColumnChartProps) {
  return (
    <div aria-hidden>
      {series.length > 1 && <Legend series={series} />}
      <ResponsiveContainer
        width="100%"
        height={HEIGHT_PX}
        initialDimension={{ width: 480, height: HEIGHT_PX }}
      >
        <BarChart
          data={[...columns]}
          accessibilityLayer={false}
          margin={{ top: 4, right: 0, bottom: 0, left: 0 }}
          barCategoryGap="18%"
        >
          <CartesianGrid vertical={false} stroke="var(--chart-line)" />
          <XAxis
            dataKey="name"
            tick={tick}
            tickLine={false}
            axisLine={{ stroke: 'var(--chart-line)' }}
            interval="preserveStartEnd"
            minTickGap={20}
          />
          <YAxis
            tick={tick}
            tickLine={false}
            axisLine={false}
            width="auto"
            tickCount={4}
            allowDecimals={false}
            tickFormatter={(value: number) => compact.format(value)}
          />
          <Tooltip {...tooltip} />
          {series.map(({ key, name, color }) => (
            <Bar
              key={key}
              dataKey={key}
              name={name}
              stackId="all"
              fill={color}
              maxBarSize={40}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

const tick = { fill: 'var(--chart-text)', fontSize: 12 };
const compact = new Intl.NumberFormat('en', { notation: 'compact' });

export const tooltip = {
  isAnimationActive: false,
  cursor: { fill: 'var(--color-raised)' },
  contentStyle: {
    background: 'var(--color-surface)',
    border: '1px solid var(--color-border)',
    borderRadius: 'var(--radius-sm)',
    padding: '6px 10px',
    fontSize: 12,
  },
  labelStyle: { color: 'var(--color-muted)' },
  itemStyle: { color: 'var(--color-ink)', padding: 0 },
};

export function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
      {series.map(({ key, name, color }) => (
        <li key={key} className="flex items-center gap-1.5">
          <span
            className="size-2.5 rounded-[2px] forced-color-adjust-none"
            style={{ background: color }}
          />
          {name}
        </li>
      ))}
    </ul>
  );
}
