import { db } from '../../lib/db';
import { type Delivery, type Hint, ingestHint } from '../../lib/transactions/ingest';
import { ingestWithPrisma } from './ingest-with-prisma';

const TRANSACTIONS = 500;
const HINTS_PER_ROUND = 2_000;
const CONCURRENCY = 16;
const ROUNDS = 5;

type Ingest = (hint: Hint, delivery: Delivery) => Promise<unknown>;

/** Hints per second of each form. The rounds alternate, so that a busy machine slows both. */
export async function compareIngest(): Promise<{ statement: number[]; prisma: number[] }> {
  await addTransactions();
  const statement: number[] = [];
  const prisma: number[] = [];
  await measure(ingestHint);
  await measure(ingestWithPrisma);
  for (let round = 0; round < ROUNDS; round += 1) {
    statement.push(await measure(ingestHint));
    prisma.push(await measure(ingestWithPrisma));
  }
  return { statement, prisma };
}

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
