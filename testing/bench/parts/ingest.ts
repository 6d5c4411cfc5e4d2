import { db } from '../../../lib/db';
import { type Delivery, type Hint, ingestHint } from '../../../lib/transactions/ingest';
import { inTurn } from '../measurement';
import type { Part } from '../part';
import { ingestWithPrisma } from './ingest-with-prisma';

const TRANSACTIONS = 500;
const HINTS_PER_ROUND = 2_000;
const CONCURRENCY = 16;

type Ingest = (hint: Hint, delivery: Delivery) => Promise<unknown>;

/** The one statement of a webhook beside the same rule in Prisma calls (decision 0005). */
export const measureIngest: Part = async () => {
  await addTransactions();
  const { statement, prisma } = await inTurn({
    statement: () => measure(ingestHint),
    prisma: () => measure(ingestWithPrisma),
  });
  return [
    {
      name: 'webhook as one statement',
      unit: 'hints/s',
      values: statement,
      comparedWith: { name: 'as Prisma calls', values: prisma },
      // With less, the statement would not be worth its length.
      target: { atLeast: 1.4 },
    },
  ];
};

async function addTransactions(): Promise<void> {
  const numbers = Array.from({ length: TRANSACTIONS }, (_, index) => index);
  await db().user.createMany({
    data: numbers.map((number) => ({ id: `user-${number}`, email: `${number}@example.com` })),
  });
  await db().transaction.createMany({
    data: numbers.map((number) => ({
      merchantTransactionId: `transaction-${number}`,
      userId: `user-${number}`,
      type: 'buy' as const,
      network: 'TRC20',
      currency: 'USDT',
      requestedAmount: '100',
    })),
  });
}

let sent = 0;

async function measure(ingest: Ingest): Promise<number> {
  const startMs = performance.now();
  const end = sent + HINTS_PER_ROUND;
  const sendUntilEnd = async () => {
    while (sent < end) {
      sent += 1;
      await ingest(...newHint(sent));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, sendUntilEnd));
  return HINTS_PER_ROUND / ((performance.now() - startMs) / 1_000);
}

/** Every hint is news, which is the slowest case. */
function newHint(number: number): [Hint, Delivery] {
  const merchantTransactionId = `transaction-${number % TRANSACTIONS}`;
  const providerTime = new Date(Date.UTC(2026, 3, 1) + number);
  const payload = {
    merchant_transaction_id: merchantTransactionId,
    status: 'processing',
    updated_at: providerTime.toISOString(),
  };
  return [
    {
      ...{ merchantTransactionId, providerTime, payload },
      source: 'webhook',
      status: 'processing',
      reason: 'Proof sent it to our webhook.',
    },
    {
      body: new TextEncoder().encode(JSON.stringify(payload)),
      headers: { 'content-type': 'application/json' },
      receivedMs: performance.now(),
    },
  ];
}
