import 'server-only';
import { stringify } from 'csv-stringify/sync';
import type { Prisma } from '../generated/prisma/client';
import { type Cursor, olderThan } from '../keyset';
import { log } from '../log';
import { type ExportRow, readExportRows } from './data';
import type { HistoryFilter } from './schema';

const BATCH_SIZE = 1_000;

const headers = {
  createdAt: 'Created (UTC)',
  type: 'Type',
  status: 'Status',
  currency: 'Currency',
  network: 'Network',
  requestedAmount: 'Requested amount',
  cryptoAmount: 'Final amount',
  fiatAmount: 'Fiat amount',
  fiatCurrency: 'Fiat currency',
  paymentMethod: 'Payment method',
  depositAddress: 'Deposit address',
  id: 'Transaction ID',
  merchantTransactionId: 'Merchant transaction ID',
  providerUpdatedAt: 'Updated by Proof (UTC)',
} satisfies Record<keyof ExportRow, string>;

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
    const batch = await readExportRows(userId, filter, olderThan(after, BATCH_SIZE));
    if (batch.length > 0) yield toCsv(batch);
    const last = batch.length === BATCH_SIZE ? batch.at(-1) : undefined;
    after = last && { time: last.createdAt.toISOString(), id: last.id };
  } while (after);
}

/** Rows as RFC 4180 has them. A cell that a spreadsheet would run as a formula gets an apostrophe. */
export function toCsv(
  rows: readonly Partial<ExportRow>[],
  options: { bom?: boolean; header?: boolean } = {},
): string {
  return stringify([...rows], {
    ...options,
    columns: headers,
    cast: {
      date: (time) => time.toISOString(),
      // Every other object is an amount.
      object: (amount) => (amount as unknown as Prisma.Decimal).toFixed(),
    },
    record_delimiter: 'windows',
    // Half of a line break starts a new row in a spreadsheet, too, unless it is quoted.
    quoted_match: /[\r\n]/,
    escape_formulas: true,
  });
}
