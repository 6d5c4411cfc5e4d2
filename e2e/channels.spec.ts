import pg from 'pg';
import { feedTiming } from '../components/live/use-feed';
import { expect, test } from './support/fixtures';
import {
  enterCard,
  expectNoReload,
  openEventLog,
  placeOrder,
  press,
  signInAs,
  statusBadge,
} from './support/journey';
import type { Stack } from './support/stack';

/** Each channel can deliver a status on its own. */

test.afterEach(({ stack }) => updateSettings(stack, { webhooks: 'on', socket: 'on' }));

test('with every webhook dropped and the socket closed, the status arrives by polling', async ({
  page,
  stack,
}) => {
  await updateSettings(stack, { webhooks: 'off', socket: 'off' });
  await signInAs(page, stack, 'verified customer');
  const { widget, transactionPath } = await placeOrder(page, 'buy', '61');
  await press(widget, 'Continue');
  await enterCard(widget);
  await page.goto(transactionPath);
  await expect(statusBadge(page, 'Completed')).toBeVisible();
  const log = await openEventLog(page);
  await expect(log.filter({ hasText: "Proof's API" }).first()).toBeVisible();
  await expect(log.filter({ hasText: 'Webhook' })).toHaveCount(0);
  await expect(log.filter({ hasText: 'WebSocket' })).toHaveCount(0);
  await expect(
    page.getByRole('list', { name: 'Timeline' }).getByRole('listitem').first(),
  ).toContainText('Confirmed by asking Proof; no webhook arrived.');
});

test('with the socket closed and the next poll an hour away, the status arrives by webhook', async ({
  page,
  stack,
}) => {
  await updateSettings(stack, { socket: 'off' });
  await signInAs(page, stack, 'verified customer');
  const { transactionPath } = await placeOrder(page, 'buy', '62');
  // No page is open from here on, so only the webhook makes the transaction due.
  await page.goto('about:blank');
  await cancelAtProvider(stack, transactionPath);

  await page.goto(transactionPath);
  await expect(statusBadge(page, 'Cancelled')).toBeVisible();
  const log = await openEventLog(page);
  await expect(log.filter({ hasText: 'Webhook' }).first()).toBeVisible();
  await expect(log.filter({ hasText: 'WebSocket' })).toHaveCount(0);
});

test('a browser without a stream polls instead, and is live again once a stream opens', async ({
  page,
  stack,
}) => {
  const stream = '**/api/transactions/stream*';
  await signInAs(page, stack, 'verified customer');
  const { transactionPath } = await placeOrder(page, 'buy', '63');
  await page.goto('about:blank');
  await page.clock.install();
  await page.route(stream, (route) => route.fulfill({ status: 503 }));
  await page.goto(transactionPath);
  await page.evaluate(() => document.body.setAttribute('data-not-reloaded', ''));
  await expect(page.getByText('Updating every 10 s')).toBeVisible();

  // While the app is unreachable, the page does not change.
  await page.route('**/*', (route) => route.abort());
  await cancelAtProvider(stack, transactionPath);
  const requested = page.waitForRequest('**/api/health');
  await page.clock.fastForward(feedTiming.pollMs);
  await requested;
  await expectNoReload(page);
  await expect(statusBadge(page, 'Cancelled')).not.toBeVisible();
  await page.unroute('**/*');
  await page.clock.fastForward(feedTiming.pollMs);
  await expect(statusBadge(page, 'Cancelled')).toBeVisible();

  await page.unroute(stream);
  await page.clock.fastForward(feedTiming.reconnectWhilePollingMs);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expectNoReload(page);
});

/** Resolves once the app has confirmed the status, which takes a webhook. */
async function cancelAtProvider(stack: Stack, transactionPath: string): Promise<void> {
  const id = transactionPath.split('/').at(-1) ?? '';
  const merchantTransactionId = await postponeChecks(stack, id);
  await post(stack, `/transactions/${merchantTransactionId}/actions`, { action: 'cancel' });
  await expect
    .poll(() => select(stack, 'SELECT status AS value FROM transactions WHERE id = $1', id))
    .toBe('cancelled');
}

/** Waits until no check is running, postpones the next one and returns Proof's id. */
async function postponeChecks(stack: Stack, id: string): Promise<string> {
  const postpone = () =>
    select(
      stack,
      `UPDATE transactions SET next_check_at = now() + interval '1 hour'
       WHERE id = $1 AND lease_until IS NULL AND version > 0
       RETURNING merchant_transaction_id AS value`,
      id,
    );
  let merchantTransactionId: string | undefined;
  await expect(async () => {
    merchantTransactionId = await postpone();
    expect(merchantTransactionId).toBeDefined();
  }).toPass();
  return merchantTransactionId ?? '';
}

async function select(stack: Stack, sql: string, id: string): Promise<string | undefined> {
  const client = new pg.Client(stack.databaseUrl);
  await client.connect();
  try {
    return (await client.query<{ value: string }>(sql, [id])).rows[0]?.value;
  } finally {
    await client.end();
  }
}

const updateSettings = (stack: Stack, settings: object) =>
  send(stack, 'PATCH', '/settings', settings);
const post = (stack: Stack, path: string, body: object) => send(stack, 'POST', path, body);

async function send(stack: Stack, method: string, path: string, body: object): Promise<void> {
  const response = await stack.control(path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.ok, await response.text()).toBe(true);
}
