import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { expect, test } from './support/fixtures';
import { enterCard, placeOrder, press, signInAs, statusBadge } from './support/journey';
import { findOrder, openDelivery } from './support/operator';
import { proofIdOn } from './support/provider';

/**
 * The questions that operators ask. Each is answered from the overview in at most three clicks, with
 * only an email address, or an ID from a support mail.
 */

// Its own stack, whose database no other journey has filled, and whose log has every call.
test.use({ stackSettings: { BRAND_NAME: 'Questions', LOG_LEVEL: 'debug' } });
test.describe.configure({ mode: 'serial' });

/** What the operator has in hand about a buy of 61 USDT that completed. */
let email = '';
let proofId = '';
let requestId = '';
/** The customer of an order that Proof no longer answers for. */
let stuckEmail = '';

const control = { method: 'PUT', headers: { 'content-type': 'application/json' } };

test.beforeAll(async ({ browser, stack }) => {
  const page = await browser.newPage({ baseURL: stack.appUrl });
  const duplicated = await stack.control('/faults/webhook_duplicated', { ...control, body: '{}' });
  expect(duplicated.ok, await duplicated.text()).toBe(true);
  email = `${await signInAs(page, stack, 'verified customer')}@example.com`;
  const submitted = page.waitForResponse((response) => response.request().method() === 'POST');
  const { widget } = await placeOrder(page, 'buy', '61');
  requestId = (await submitted).headers()['x-request-id'] ?? '';
  await press(widget, 'Continue');
  await enterCard(widget);
  await expect(statusBadge(page, 'Completed')).toBeVisible({ timeout: 20_000 });
  proofId = await proofIdOn(page);

  stuckEmail = `${await signInAs(page, stack, 'verified customer')}@example.com`;
  const { transactionPath } = await placeOrder(page, 'buy', '17');
  const fault = { endpoint: 'transaction', times: 1000, httpStatus: 502, error: 'upstream_error' };
  const body = JSON.stringify({ ...fault, code: 'provider_error' });
  const broken = await stack.control('/faults', { ...control, method: 'POST', body });
  expect(broken.ok, await broken.text()).toBe(true);
  await page.goto(transactionPath);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  // Stays open, so that the order is checked often.
});

test.beforeEach(async ({ page, context, stack }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.addInitScript(() => {
    const count = () => {
      sessionStorage.clicks = Number(sessionStorage.clicks ?? 0) + 1;
    };
    addEventListener('click', count, true);
    addEventListener('submit', count, true);
  });
  await signInAs(page, stack, 'operator');
  await expect(page).toHaveURL('/ops');
});

/** Clicks and submitted forms since the operator opened the overview. */
async function expectAtMostThreeClicks(page: Page): Promise<void> {
  const clicks = await page.evaluate(() => Number(sessionStorage.clicks ?? 0));
  expect(clicks).toBeLessThanOrEqual(3);
}

test('did the webhook arrive? And what did Proof answer?', async ({ page }) => {
  await findOrder(page, email);
  const deliveries = page.getByRole('table', { name: 'Webhook deliveries' });
  await expect(deliveries.getByText('completed').first()).toBeVisible();
  const calls = page.getByRole('table', { name: 'Calls to Proof' });
  const session = calls.getByRole('row').filter({ hasText: 'POST /widget/session' });
  await expect(session).toContainText('200');
  await expect(page.getByText('Proof has nothing to add: completed is final.')).toBeVisible();
  await expectAtMostThreeClicks(page);
  await expectAccessible(page);
});

test('why was the webhook ignored?', async ({ page }) => {
  await findOrder(page, proofId);
  const decision = await openDelivery(page);
  await expect(decision).toContainText('The same change was reported before.');
  // Of the first check after this delivery, which may have had nothing new to say.
  await expect(decision).toContainText('Proof responded 200');
  await expectAtMostThreeClicks(page);
  await expectAccessible(page);
});

test('what do I send to their support?', async ({ page }) => {
  await findOrder(page, proofId);
  await page.getByRole('button', { name: 'Copy for support' }).click();
  await expect(page.getByText('Copied', { exact: true })).toBeAttached();
  const bundle = await page.evaluate(() => navigator.clipboard.readText());
  expect(bundle).toContain(`Proof ID: ${proofId}`);
  expect(bundle).toContain(`our request ID ${requestId}`);
  expect(bundle).toMatch(/POST \/widget\/session 200/);
  await expectAtMostThreeClicks(page);
});

test('who is stuck?', async ({ page }) => {
  await page.getByRole('link', { name: /^Needs attention 1 order/ }).click();
  const table = page.getByRole('table', { name: 'Orders that need attention' });
  const [order] = await table.getByRole('row').filter({ hasText: 'Buy 17 USDT' }).all();
  await expect(order ?? table).toContainText(stuckEmail);
  await expect(order ?? table).toContainText(/The last (\d+ )?status checks? failed/);
  await expectAtMostThreeClicks(page);
});

test('how many completed today, and how long does it take?', async ({ page }) => {
  await expect(page.getByRole('link', { name: /^Completed today 1 / })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Time to completion [\d.]+ s/ })).toBeVisible();
  await page.getByRole('link', { name: /^Completed today 1 / }).click();
  await expect(page.getByRole('link', { name: 'Buy 61 USDT' })).toBeVisible();
  await expectAtMostThreeClicks(page);
});

test('are we ready to go live?', async ({ page }) => {
  await page.getByRole('link', { name: 'Go-live' }).click();
  const item = page.getByRole('listitem').filter({ hasText: 'A buy seen completed' });
  await expect(item).toContainText('Not seen yet: a failed order.');
  await item.getByRole('link', { name: 'The completed buy' }).click();
  await expect(page.getByRole('heading', { name: 'Buy 61 USDT' })).toBeVisible();
  await expectAtMostThreeClicks(page);
});

test('which order does this request id belong to? And what happened in it?', async ({
  page,
  stack,
}) => {
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  await findOrder(page, requestId);
  await expectAtMostThreeClicks(page);
  const lines = (await readFile(stack.logFile, 'utf8')).split('\n');
  const logged = lines.filter((line) => line.includes(`"requestId":"${requestId}"`));
  expect(logged.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({
      ...{ msg: 'proof call', endpoint: 'POST /widget/session' },
      merchantTransactionId: proofId,
    }),
  );
});

test('a request ID that a client sends is replaced', async ({ page, stack }) => {
  await page.setExtraHTTPHeaders({ 'x-request-id': 'chosen' });
  await signInAs(page, stack, 'verified customer');
  const submitted = page.waitForResponse((response) => response.request().method() === 'POST');
  await placeOrder(page, 'buy', '19');
  const given = (await submitted).headers()['x-request-id'];
  const logged = await readFile(stack.logFile, 'utf8');
  expect(logged).toContain(`"requestId":"${given}"`);
  expect(logged).not.toContain('"requestId":"chosen"');
});
