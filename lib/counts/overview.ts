import {
  type CountMeasure,
  HintOutcome,
  TransactionStatus,
  type TransactionType,
} from '../generated/prisma/enums';
import { type Bar, type Bucket, barsOf, percentileMs } from './histogram';

/** Rows of daily_counts, added up over what they do not have. */
export type Counts = {
  totals: (Count & { detail: string })[];
  volumes: Count[];
  byDay: Map<string, Count[]>;
};
type Count = {
  measure: CountMeasure;
  type: string;
  key: string;
  count: number;
  /** A decimal. */
  amount: string;
};

/** What the app learned a status from. The last two are checks that no channel had asked for. */
export const learnedFrom = ['webhook', 'socket', 'widget', 'check_before_report', 'check'] as const;
export type LearnedFrom = (typeof learnedFrom)[number];

export type Funnel = {
  type: TransactionType;
  placed: number;
  opened: number;
  funded: number;
  byStatus: Record<TransactionStatus, number>;
};
export type Learned = { status: TransactionStatus; from: Record<LearnedFrom, number> };
type Durations = {
  count: number;
  p50Ms: number | null;
  p95Ms: number | null;
  bars: Bar[];
};
type ByType<Value> = Record<TransactionType, Value>;
type DayOrders = { day: string; placed: ByType<number>; completed: ByType<number> };
export type Volume = {
  currency: string;
  kind: 'crypto' | 'fiat';
  /** Decimals. */
  total: ByType<string>;
  days: ({ day: string } & ByType<string>)[];
};
type CallFailures = { endpoint: string; code: string; count: number };

export type Overview = {
  /** Oldest first. The last one is today. */
  days: string[];
  completedToday: number;
  funnels: Funnel[];
  orders: DayOrders[];
  volumes: Volume[];
  timeToCompletion: Durations;
  learned: Learned[];
  webhookLag: Durations;
  deliveries: { outcome: HintOutcome; count: number }[];
  calls: { count: number; failures: CallFailures[] };
};

export function toOverview(
  days: string[],
  types: readonly TransactionType[],
  counts: Counts,
): Overview {
  const { totals } = counts;
  const orders = days.map((day) => ordersOf(day, counts));
  const today = orders.at(-1);
  return {
    days,
    completedToday: today ? today.completed.buy + today.completed.sell : 0,
    funnels: types.map((type) => funnelOf(type, totals)),
    orders,
    volumes: [...volumesOf('fiat', days, counts), ...volumesOf('crypto', days, counts)],
    timeToCompletion: durationsOf('completed', totals),
    learned: learnedOf(totals),
    webhookLag: durationsOf('deliveries', totals),
    deliveries: Object.values(HintOutcome).map((outcome) => ({
      outcome,
      count: countOf(totals, ({ measure, key }) => measure === 'deliveries' && key === outcome),
    })),
    calls: callsOf(totals),
  };
}

function countOf<Row extends { count: number }>(
  rows: readonly Row[],
  belongs: (row: Row) => boolean,
): number {
  return rows.filter(belongs).reduce((sum, { count }) => sum + count, 0);
}

function ordersOf(day: string, { byDay }: Counts): DayOrders {
  const both = (measure: CountMeasure): ByType<number> => {
    const rows = (byDay.get(day) ?? []).filter((row) => row.measure === measure);
    return {
      buy: countOf(rows, ({ type }) => type === 'buy'),
      sell: countOf(rows, ({ type }) => type === 'sell'),
    };
  };
  return { day, placed: both('orders'), completed: both('completed') };
}

function funnelOf(type: TransactionType, totals: Counts['totals']): Funnel {
  const orders = totals.filter((row) => row.measure === 'orders' && row.type === type);
  const inStatus = (status: TransactionStatus) => countOf(orders, ({ key }) => key === status);
  return {
    type,
    placed: countOf(orders, () => true),
    opened: countOf(orders, ({ detail }) => detail === 'opened' || detail === 'funded'),
    funded: countOf(orders, ({ detail }) => detail === 'funded'),
    byStatus: {
      pending: inStatus('pending'),
      processing: inStatus('processing'),
      completed: inStatus('completed'),
      failed: inStatus('failed'),
      cancelled: inStatus('cancelled'),
    },
  };
}

function volumesOf(kind: Volume['kind'], days: string[], { volumes, byDay }: Counts): Volume[] {
  const measure = kind === 'fiat' ? 'fiat_volume' : 'completed';
  const ofKind = volumes.filter((row) => row.measure === measure);
  return [...new Set(ofKind.map(({ key }) => key))].sort().map((currency) => {
    const both = (rows: Counts['volumes']): ByType<string> => {
      const own = rows.filter((row) => row.measure === measure && row.key === currency);
      const amount = (type: TransactionType) => own.find((row) => row.type === type)?.amount ?? '0';
      return { buy: amount('buy'), sell: amount('sell') };
    };
    const onDay = (day: string) => ({ day, ...both(byDay.get(day) ?? []) });
    return { currency, kind, total: both(volumes), days: days.map(onDay) };
  });
}

/** The detail is a duration bucket, or empty where there is no duration. */
function durationsOf(measure: CountMeasure, totals: Counts['totals']): Durations {
  const buckets: Bucket[] = totals
    .filter((row) => row.measure === measure && row.detail !== '')
    .map(({ detail, count }) => ({ number: Number(detail), count }));
  return {
    count: countOf(buckets, () => true),
    p50Ms: percentileMs(buckets, 0.5),
    p95Ms: percentileMs(buckets, 0.95),
    bars: barsOf(buckets),
  };
}

function learnedOf(totals: Counts['totals']): Learned[] {
  return Object.values(TransactionStatus).flatMap((status) => {
    const learned = totals.filter((row) => row.measure === 'learned' && row.key === status);
    const count = (channel: LearnedFrom) => countOf(learned, ({ detail }) => detail === channel);
    const from = {
      webhook: count('webhook'),
      socket: count('socket'),
      widget: count('widget'),
      check_before_report: count('check_before_report'),
      check: count('check'),
    };
    return Object.values(from).some((number) => number > 0) ? [{ status, from }] : [];
  });
}

function callsOf(totals: Counts['totals']): Overview['calls'] {
  const calls = totals.filter(({ measure }) => measure === 'calls');
  const failures = calls
    .filter(({ detail }) => detail !== '')
    .map(({ key: endpoint, detail: code, count }) => ({ endpoint, code, count }))
    .sort((a, b) => b.count - a.count);
  return { count: countOf(calls, () => true), failures };
}
