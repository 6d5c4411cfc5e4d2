import { setTimeout as delay } from 'node:timers/promises';
import pLimit from 'p-limit';
import { db } from '../../../lib/db';
import { runReconciler } from '../../../lib/reconciliation/reconciler';
import { startSimulator } from '../../../tools/simulator/start';
import { inTurn, type Measurement } from '../measurement';
import type { Part } from '../part';
import { addCustomers, placeOrders } from './orders';

const ORDERS = 400;
/** Many, because few checks of one customer run at a time. */
const CUSTOMERS = 40;
/** As many requests as the reconciler has under way (lib/reconciliation/reconciler.ts). */
const CONCURRENCY = 8;
/** As many as a check that changes nothing sends, with those that begin and end a transaction. */
const STATEMENTS = 8;
/** Short beside a round, and long enough that the question itself takes nothing away. */
const POLL_MS = 25;

/** Checks per second of one process, beside the requests alone. */
export const measureReconciler: Part = async ({ scope, env }) => {
  await startSimulator(scope, env, 'log');
  const ids = await placeOrders(await addCustomers(CUSTOMERS), ORDERS);
  const stopping = new AbortController();
  await setNextCheck(ids, 'later');
  const reconciler = runReconciler(stopping.signal);
  const { checks, requests, withStatements } = await inTurn({
    checks: () => perSecond(() => checkAll(ids)),
    requests: () => perSecond(() => requestAll(ids, env)),
    withStatements: () => perSecond(() => requestAll(ids, env, STATEMENTS)),
  });
  stopping.abort();
  await reconciler;
  const row = (name: string, values: number[]): Measurement => ({
    ...{ name, values, unit: 'checks/s' },
    comparedWith: { name: `requests alone, ${CONCURRENCY} at a time`, values: requests },
    target: { atLeast: 0.5 },
  });
  return [
    row('checks by one worker', checks),
    row(`requests with ${STATEMENTS} statements of Prisma that do nothing`, withStatements),
  ];
};

async function perSecond(run: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await run();
  return ORDERS / ((performance.now() - startMs) / 1_000);
}

/** Makes all due at once, and waits until each one has been checked. */
async function checkAll(ids: string[]): Promise<void> {
  await setNextCheck(ids, 'now');
  while (await hasUnchecked(ids)) await delay(POLL_MS);
}

async function hasUnchecked(ids: string[]): Promise<boolean> {
  const unchecked = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM transactions
    WHERE merchant_transaction_id = ANY (${ids})
      AND (last_checked_at IS NULL OR lease_token IS NOT NULL)
    LIMIT 1`;
  return unchecked.length > 0;
}

async function setNextCheck(ids: string[], when: 'now' | 'later'): Promise<void> {
  await db().transaction.updateMany({
    where: { merchantTransactionId: { in: ids } },
    data: {
      nextCheckAt: new Date(when === 'now' ? 0 : Date.now() + 3_600_000),
      lastCheckedAt: null,
    },
  });
}

function requestAll(ids: string[], env: NodeJS.ProcessEnv, statements = 0): Promise<unknown> {
  const headers = { authorization: `Bearer ${env.PROOF_CLIENT_TOKEN}` };
  return pLimit(CONCURRENCY).map(ids, async (id) => {
    const response = await fetch(`${env.PROOF_API_URL}/widget/transactions/${id}`, { headers });
    if (!response.ok) throw new Error(`The simulator returned ${response.status}.`);
    await response.json();
    for (let sent = 0; sent < statements; sent += 1) await db().$queryRaw`SELECT 1`;
  });
}
