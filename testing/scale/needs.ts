import { intervals } from '../../lib/reconciliation/schedule';
import { getsOf, type Life, lives } from './lives';
import { bytesPerRow } from './row-sizes';

const DAY = 24 * 3600;
const MONTH_DAYS = 30;
const GB = 1000 ** 3;
/** Callbacks of the widget that the browser reports. */
const WIDGET_HINTS = 3;
/** The claim, the end of the lease, and the record of the call. */
const WRITES_PER_CHECK = 3;
/** The key, and the transaction with its first event. */
const WRITES_PER_ORDER = 3;
/** Side effect, balance and their ends. */
const WRITES_PER_COMPLETION = 4;
/** A pool, and one connection that listens (lib/db.ts, lib/live/listener.ts). */
const CONNECTIONS_PER_PROCESS = 11;

export type Load = {
  ordersPerDay: number;
  /** Share of the webhooks that do not arrive, 0 to 1. */
  lost: number;
  /** The busiest hour, in times of the mean. */
  peak: number;
  /** Of one worker. */
  checksPerSecond: number;
  /** Of one web process. */
  webhooksPerSecond: number;
  streamsPerProcess: number;
  retentionDays: number;
};

export const defaults: Omit<Load, 'ordersPerDay'> = {
  lost: 1,
  peak: 3,
  checksPerSecond: 80,
  webhooksPerSecond: 300,
  streamsPerProcess: 1_000,
  retentionDays: 365,
};

/** What a number of orders a day needs. Two of each kind of process run in any case. */
export function needsOf(load: Load) {
  const { ordersPerDay, lost, peak, checksPerSecond, webhooksPerSecond, retentionDays } = load;
  const perSecond = (perOrder: number) => (ordersPerDay * perOrder) / DAY;
  const gets = mean((life) => getsOf(life, lost));
  const webhooks = mean(({ changes }) => changes.length);
  const streams = perSecond(mean(({ pageOpenFor }) => pageOpenFor)) * peak;
  const workers = atLeastTwo((perSecond(gets) * peak) / checksPerSecond);
  const web = atLeastTwo(
    Math.max((perSecond(webhooks) * peak) / webhooksPerSecond, streams / load.streamsPerProcess),
  );
  const rows = rowsPerOrder(lost);
  const bytes = (tables: readonly Table[]) =>
    tables.reduce((sum, table) => sum + rows[table] * bytesPerRow[table], 0);
  const gigabytes = (tables: readonly Table[], days: number) =>
    (ordersPerDay * days * bytes(tables)) / GB;
  return {
    getsPerOrder: gets,
    getsPerSecond: perSecond(gets),
    getsPerSecondAtPeak: perSecond(gets) * peak,
    writesPerSecondAtPeak: perSecond(writesPerOrder(gets, lost)) * peak,
    openPagesAtPeak: streams,
    workers,
    web,
    connections: (workers + web) * CONNECTIONS_PER_PROCESS,
    rowsPerOrder: Object.values(rows).reduce((sum, count) => sum + count, 0),
    kilobytesPerOrder: bytes(tables) / 1000,
    gigabytesPerMonth: gigabytes(tables, MONTH_DAYS),
    gigabytesKept: gigabytes(keptTables, MONTH_DAYS),
    /** Once as much is removed as is added. */
    gigabytesOfRetention: gigabytes(removedTables, retentionDays),
  };
}

const tables = Object.keys(bytesPerRow) as Table[];
type Table = keyof typeof bytesPerRow;
/** After RETENTION_DAYS (lib/housekeeping/mutations.ts). */
const removedTables: Table[] = ['transaction_events', 'webhook_deliveries', 'provider_calls'];
const keptTables = tables.filter((table) => !removedTables.includes(table));

function rowsPerOrder(lost: number): Record<Table, number> {
  const changes = mean((life) => life.changes.length);
  const completed = mean((life) => (life.changes.at(-1)?.status === 'completed' ? 1 : 0));
  return {
    transactions: 1,
    session_claims: 1,
    // The session, what the widget and the webhooks report, and the facts.
    transaction_events: 1 + WIDGET_HINTS + changes * (1 - lost) + changes,
    webhook_deliveries: changes * (1 - lost),
    provider_calls: 1 + mean((life) => getsOf(life, lost)),
    side_effects: completed,
    balance_entries: completed,
  };
}

/** Statements that write. */
function writesPerOrder(gets: number, lost: number): number {
  const changes = mean((life) => life.changes.length);
  const completed = rowsPerOrder(lost).side_effects;
  const heartbeats = mean(({ pageOpenFor }) => pageOpenFor / intervals.heartbeat);
  return (
    WRITES_PER_ORDER +
    gets * WRITES_PER_CHECK +
    // A fact updates the transaction and adds an event, a hint is one statement.
    changes * 2 +
    changes * (1 - lost) +
    WIDGET_HINTS +
    completed * WRITES_PER_COMPLETION +
    heartbeats
  );
}

/** The mean over all orders. */
function mean(of: (life: Life) => number): number {
  return lives.reduce((sum, life) => sum + life.share * of(life), 0);
}

function atLeastTwo(count: number): number {
  return Math.max(2, Math.ceil(count));
}
