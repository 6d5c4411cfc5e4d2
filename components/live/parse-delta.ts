import type { FeedDelta } from '@/lib/transactions/schema';

/**
 * Reads the data of a `delta` event. It comes from our own server, so the check only keeps a
 * version skew between an old tab and a new server from breaking the page. Null when unreadable.
 */
export function parseDelta(data: unknown): FeedDelta | null {
  if (typeof data !== 'string') return null;
  try {
    const value: unknown = JSON.parse(data);
    return isDelta(value) ? value : null;
  } catch {
    return null;
  }
}

function isDelta(value: unknown): value is FeedDelta {
  if (!isRecord(value) || !isRecord(value.event) || !isRecord(value.transaction)) return false;
  const { event, transaction } = value;
  return (
    typeof event.sequence === 'number' &&
    typeof event.source === 'string' &&
    typeof transaction.id === 'string' &&
    event.transactionId === transaction.id &&
    typeof transaction.status === 'string' &&
    typeof transaction.version === 'number'
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
