import 'server-only';
import { stringify } from 'csv-stringify/sync';
import { type Cursor, olderThan } from '../keyset';
import { log } from '../log';
import type { TransactionView } from '../transactions/views';
import { readTransactions } from './data';
import type { HistoryFilter } from './schema';

const BATCH_SIZE = 1_000;

const columns: { key: keyof TransactionView; header: string }[] = [
  { key: 'createdAt', header: 'Created (UTC)' },
  { key: 'type', header: 'Type' },
  { key: 'status', header: 'Status' },
  { key: 'currency', header: 'Currency' },
  { key: 'network', header: 'Network' },
  { key: 'requestedAmount', header: 'Requested amount' },
  { key: 'cryptoAmount', header: 'Final amount' },
  { key: 'fiatAmount', header: 'Fiat amount' },
  { key: 'fiatCurrency', header: 'Fiat currency' },
  { key: 'paymentMethod', header: 'Payment method' },
  { key: 'depositAddress', header: 'Deposit address' },
  { key: 'id', header: 'Transaction ID' },
  { key: 'merchantTransactionId', header: 'Merchant transaction ID' },
  { key: 'providerUpdatedAt', header: 'Updated by Proof (UTC)' },
];

/**
 * The customer's transactions that the filter selects, as CSV, newest first. Reads one batch when
 * the reader asks for more, so memory stays flat, and a reader that stops ends it.
 */
export function exportHistory(userId: string, filter: HistoryFilter): ReadableStream<Uint8Array> {
  const chunks = csvChunks(userId, filter);
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { value, done } = await chunks.next();
          if (done) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (cause) {
          // The response has begun, so all that is left is to break it off.
          log().error({ userId, cause }, 'export failed');
          controller.error(cause);
        }
      },
      async cancel() {
        await chunks.return();
      },
    },
    { highWaterMark: 0 },
  );
}

async function* csvChunks(
  userId: string,
  filter: HistoryFilter,
): AsyncGenerator<string, void, undefined> {
  // Without a byte order mark, Excel reads a file in the encoding of the computer.
  yield toCsv([], { bom: true, header: true });
  let after: Cursor | undefined;
  do {
    const batch = await readTransactions(userId, filter, olderThan(after, BATCH_SIZE));
    if (batch.length > 0) yield toCsv(batch);
    const last = batch.length === BATCH_SIZE ? batch.at(-1) : undefined;
    after = last && { time: last.createdAt, id: last.id };
  } while (after);
}

/** Rows as RFC 4180 has them. A cell that a spreadsheet would run as a formula gets an apostrophe. */
export function toCsv(
  rows: readonly Partial<TransactionView>[],
  options: { bom?: boolean; header?: boolean } = {},
): string {
  return stringify([...rows], {
    ...options,
    columns,
    record_delimiter: 'windows',
    // Half of a line break starts a new row in a spreadsheet, too, unless it is quoted.
    quoted_match: /[\r\n]/,
    escape_formulas: true,
  });
}
