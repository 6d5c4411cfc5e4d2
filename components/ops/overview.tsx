import Link from 'next/link';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';
import type { AttentionRow, DeliveryRow, ProviderCallRow } from '@/lib/ops/loaders';

type Rows = {
  deliveries: readonly DeliveryRow[];
  calls: readonly ProviderCallRow[];
  needAttention: readonly AttentionRow[];
};

export function Metrics(rows: Rows) {
  return (
    <ul className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {metrics(rows).map(({ name, value, unit, href, alarming }) => (
        <li key={name}>
          <Link
            href={href}
            className="flex h-full flex-col rounded-lg border border-border bg-surface p-4 shadow-card transition-colors hover:border-control"
          >
            <span className="text-muted text-sm">{name}</span>
            <span
              className={cn(
                'mt-auto pt-1 font-semibold text-lg tabular-nums',
                alarming && 'text-negative',
              )}
            >
              {value}
            </span>
            <span className="text-muted text-xs">{unit}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function metrics({ deliveries, calls, needAttention }: Rows) {
  const failed = calls.filter(({ error }) => error !== null).length;
  const unusable = deliveries.filter(isUnusable).length;
  const medianMs = median(calls.map(({ durationMs }) => durationMs));
  return [
    {
      name: 'Needs attention',
      value: needAttention.length,
      unit: needAttention.length === 1 ? 'transaction' : 'transactions',
      href: '/ops/troubled',
      alarming: needAttention.length > 0,
    },
    {
      name: 'Failed calls',
      value: failed,
      unit: `of the latest ${calls.length}`,
      href: '/ops/calls?show=failed',
      alarming: failed > 0,
    },
    {
      name: 'Median latency',
      value: medianMs === null ? '—' : `${Math.round(medianMs)} ms`,
      unit: `over the latest ${calls.length}`,
      href: '/ops/calls',
      alarming: false,
    },
    {
      name: 'Unusable deliveries',
      value: unusable,
      unit: `of the latest ${deliveries.length}`,
      href: '/ops/deliveries',
      alarming: unusable > 0,
    },
  ];
}

function isUnusable({ outcome }: DeliveryRow): boolean {
  return ['invalid', 'wrong_secret', 'unknown_transaction'].includes(outcome);
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

type OverviewSectionProps = { title: string; href: string; children: ReactNode };

export function OverviewSection({ title, href, children }: OverviewSectionProps) {
  return (
    <section className="mt-8">
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 className="font-medium">{title}</h2>
        <Link href={href} className="rounded-sm text-accent-ink text-sm hover:underline">
          View all<span className="sr-only">: {title}</span>
        </Link>
      </div>
      {children}
    </section>
  );
}
