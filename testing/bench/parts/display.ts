import { once } from 'node:events';
import { setInterval } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import pg from 'pg';
import { quantile } from 'simple-statistics';
import { db } from '../../../lib/db';
import { intervals } from '../../../lib/reconciliation/schedule';
import type { SignedInUser } from '../../../lib/users/data';
import { browserArguments } from '../../../tools/browser/find-browser';
import { requireBrowser } from '../../../tools/browser/install-browser';
import type { Scope } from '../../../tools/process/scope';
import { startSimulator } from '../../../tools/simulator/start';
import { startApp } from '../../../tools/steps/start-app';
import { sessionCookie } from '../../session-cookie';
import { controlAt } from '../../simulator';
import { inTurn, type Measurement } from '../measurement';
import type { BenchContext, Part } from '../part';
import { addCustomer, placeOrder } from './orders';

/** Of each round. */
const ORDERS = 8;
const NOTIFICATIONS = 50;

type Times = { shownMs: number; answeredMs: number };

/** How long a webhook takes to change the open page, beside Postgres alone telling a client. */
export const measureDisplay: Part = async ({ scope, env }) => {
  // Orders of other parts are not checked meanwhile.
  await db().transaction.updateMany({ data: { nextCheckAt: null } });
  // Paid orders stay in process.
  await startSimulator(scope, { ...env, SIMULATOR_STEP_SECONDS: '3600' }, 'log');
  await startApp(scope, env, 'log');
  await turnOff(env);
  const executablePath = await requireBrowser();
  const browser = await chromium.launch({ executablePath, args: browserArguments() });
  scope.defer(() => browser.close());
  const user = await addCustomer();
  const context = await browser.newContext();
  const cookie = await sessionCookie(user.id, String(env.AUTH_SECRET));
  await context.addCookies([{ ...cookie, url: `http://127.0.0.1:${env.PORT}` }]);
  const page = await context.newPage();
  const [sender, receiver] = [await connect(scope, env), await connect(scope, env)];
  await receiver.query('LISTEN bench');
  const { shown, notified } = await inTurn({
    shown: () => timesUntilShown(env, user, page),
    notified: () => timesUntilNotified(sender, receiver),
  });
  const medians = (rounds: number[][]) => rounds.map((times) => quantile(times, 0.5));
  const besideNotification = (name: string, rounds: number[][]): Measurement => ({
    ...{ name, unit: 'ms', values: medians(rounds) },
    comparedWith: { name: 'a notification of Postgres', values: medians(notified) },
    target: { atMost: 20 },
  });
  const shownMs = shown.map((round) => round.map((times) => times.shownMs));
  const answeredMs = shown.map((round) => round.map((times) => times.answeredMs));
  return [
    besideNotification('a webhook until the open page shows it', shownMs),
    besideNotification('a webhook until it is stored and answered', answeredMs),
    {
      name: 'a webhook until the open page shows it, the slowest of a round',
      unit: 'ms',
      values: shownMs.map((times) => Math.max(...times)),
      target: { atMost: 100 },
    },
  ];
};

/** The bench sends the webhooks itself, so that it knows when. */
async function turnOff(env: BenchContext['env']): Promise<void> {
  const response = await controlAt(String(env.PROOF_API_URL))('/settings', {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ webhooks: 'off', socket: 'off' }),
  });
  if (!response.ok) throw new Error(`The settings were refused: ${await response.text()}`);
}

async function timesUntilShown(
  env: BenchContext['env'],
  user: SignedInUser,
  page: Page,
): Promise<Times[]> {
  const times: Times[] = [];
  for (let orders = 0; orders < ORDERS; orders += 1)
    times.push(await timeUntilShown(env, await placeOrder(user), page));
  return times;
}

/** From a webhook to the changed page, without the time that the provider takes to confirm it. */
async function timeUntilShown(
  env: BenchContext['env'],
  merchantTransactionId: string,
  page: Page,
): Promise<Times> {
  const { id } = await db().transaction.findUniqueOrThrow({ where: { merchantTransactionId } });
  await page.goto(`http://127.0.0.1:${env.PORT}/transactions/${id}`);
  await page.getByText('Live', { exact: true }).waitFor();
  await page.waitForLoadState('networkidle');
  await untilNoCheckIsNear(id);
  await postJson(`${env.PROOF_API_URL}/control/api/transactions/${merchantTransactionId}/actions`, {
    action: 'pay',
  });
  await page.evaluate(noteWhenProcessing);
  const now = () => performance.timeOrigin + performance.now();
  const sentAt = now();
  await postJson(`http://127.0.0.1:${env.PORT}/api/webhooks/proof/${env.PROOF_WEBHOOK_SECRET}`, {
    ...{ merchant_transaction_id: merchantTransactionId, status: 'processing' },
    updated_at: new Date().toISOString(),
  });
  const answeredMs = now() - sentAt;
  const elapsedMs = (await page.evaluate(() => window.processingAt)) - sentAt;
  const call = await db().providerCall.findFirst({
    where: { merchantTransactionId, endpoint: { startsWith: 'GET' } },
    orderBy: { recordedAt: 'desc' },
  });
  return { answeredMs, shownMs: elapsedMs - Number(call?.durationMs ?? 0) };
}

/**
 * The check after the page was opened is over, another one may follow at once, and the next one by
 * time is seconds away.
 */
async function untilNoCheckIsNear(id: string): Promise<void> {
  for await (const _ of setInterval(50)) {
    const [{ quiet = false } = {}] = await db().$queryRaw<{ quiet: boolean }[]>`
      SELECT lease_until IS NULL AND next_check_at > now() + interval '2 s'
        AND last_checked_at < now() - make_interval(secs => ${intervals.minBetweenChecks}) AS quiet
      FROM transactions WHERE id = ${id}`;
    if (quiet) return;
  }
}

declare global {
  interface Window {
    processingAt: Promise<number>;
  }
}

/** Runs in the page, which tells the time itself, because asking it from here takes time of its own. */
function noteWhenProcessing(): void {
  window.processingAt = new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      if (!document.body.textContent?.includes('Processing')) return;
      observer.disconnect();
      resolve(performance.timeOrigin + performance.now());
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

async function postJson(url: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} returned ${response.status}.`);
}

async function connect(scope: Scope, env: BenchContext['env']): Promise<pg.Client> {
  const client = new pg.Client(env.DATABASE_URL);
  await client.connect();
  scope.defer(() => client.end());
  return client;
}

async function timesUntilNotified(sender: pg.Client, receiver: pg.Client): Promise<number[]> {
  const times: number[] = [];
  for (let sent = 0; sent < NOTIFICATIONS; sent += 1) {
    const startMs = performance.now();
    const notified = once(receiver, 'notification');
    await sender.query('NOTIFY bench');
    await notified;
    times.push(performance.now() - startMs);
  }
  return times;
}
