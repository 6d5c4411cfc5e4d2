import type { AttentionRow, DeliveryRow, ProviderCallRow } from '@/lib/ops/loaders';

type Rows = {
  deliveries: readonly DeliveryRow[];
  calls: readonly ProviderCallRow[];
  troubled: readonly AttentionRow[];
};

const unusable: readonly DeliveryRow['outcome'][] = [
  'invalid',
  'wrong_secret',
  'unknown_transaction',
];

/** The overview's numbers. They count among the latest rows, and say so. */
export function overviewFigures({ deliveries, calls, troubled }: Rows) {
  const failed = calls.filter(({ error }) => error !== null).length;
  const rejected = deliveries.filter(({ outcome }) => unusable.includes(outcome)).length;
  const medianMs = median(calls.map(({ durationMs }) => durationMs));
  return [
    {
      name: 'In trouble',
      value: troubled.length,
      of: troubled.length === 1 ? 'transaction' : 'transactions',
      href: '/ops/troubled',
      alarming: troubled.length > 0,
    },
    {
      name: 'Failed calls',
      value: failed,
      of: `of the latest ${calls.length}`,
      href: '/ops/calls?show=failed',
      alarming: failed > 0,
    },
    {
      name: 'Median answer',
      value: medianMs === null ? '—' : `${Math.round(medianMs)} ms`,
      of: `over the latest ${calls.length}`,
      href: '/ops/calls',
      alarming: false,
    },
    {
      name: 'Unusable deliveries',
      value: rejected,
      of: `of the latest ${deliveries.length}`,
      href: '/ops/deliveries',
      alarming: rejected > 0,
    },
  ];
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
