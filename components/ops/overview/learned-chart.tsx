'use client';
import { Bar, BarChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Learned, LearnedFrom } from '@/lib/counts/overview';
import { Legend, tooltip } from './column-chart';
import { learnedNames } from './format';

const ROW_PX = 36;

const series: { key: LearnedFrom; color: string }[] = [
  { key: 'webhook', color: 'var(--chart-1)' },
  { key: 'socket', color: 'var(--chart-3)' },
  { key: 'widget', color: 'var(--chart-2)' },
  { key: 'check_before_report', color: 'var(--chart-4)' },
  { key: 'check', color: 'var(--chart-5)' },
];

/** One bar for each status, divided by what it was learned from. Hidden from screen readers. */
export function LearnedChart({ learned }: { learned: readonly Learned[] }) {
  const height = learned.length * ROW_PX;
  return (
    <div aria-hidden>
      <Legend series={series.map(({ key, color }) => ({ key, name: learnedNames[key], color }))} />
      <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 480, height }}>
        <BarChart
          layout="vertical"
          data={learned.map(({ status, from }) => ({ status, ...from }))}
          accessibilityLayer={false}
          stackOffset="expand"
          margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
        >
          <XAxis type="number" hide />
          <YAxis
            type="category"
            dataKey="status"
            tick={{ fill: 'var(--chart-text)', fontSize: 12 }}
            tickLine={false}
            axisLine={false}
            width="auto"
          />
          <Tooltip {...tooltip} />
          {series.map(({ key, color }) => (
            <Bar
              key={key}
              dataKey={key}
              name={learnedNames[key]}
              stackId="all"
              fill={color}
              barSize={18}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
