import type { Page } from '@playwright/test';
import decodeQR from 'qr/decode.js';
import { expect, test } from './support/fixtures';
import {
  enterCard,
  openEventLog,
  openInNewWindow,
  type PlacedOrder,
  placeOrder,
  press,
  signInAs,
  statusBadge,
} from './support/journey';
import { actAtProvider, proofIdOn } from './support/provider';
import type { Stack } from './support/stack';

// Nothing settles by itself, so each test decides at which step a transaction ends.
test.use({ stackSettings: { SIMULATOR_STEP_SECONDS: '600' } });

/** A sell whose deposit address the app knows, too. */
async function placeSell(page: Page, stack: Stack, amount: string): Promise<PlacedOrder> {
  await signInAs(page, stack, 'verified customer');
  const order = await placeOrder(page, 'sell', amount);
  await press(order.widget, 'Continue');
  await enterCard(order.widget);
  await expect(order.widget.locator('#deposit-address')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy the deposit address' })).toBeVisible();
  return order;
}

const timelineOf = (page: Page) =>
  page.getByRole('list', { name: 'Timeline' }).getByRole('listitem').locator('p:first-of-type');

test('a buy that fails at delivery says that the payment went through, and offers no second one', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  const { transactionPath } = await placeOrder(page, 'buy', '51');
  const follower = await openInNewWindow(page, transactionPath);
  await actAtProvider(stack, follower, 'pay');
  await expect(statusBadge(follower, 'Processing')).toBeVisible();
  await actAtProvider(stack, follower, 'fail');
  await expect(statusBadge(follower, 'Failed')).toBeVisible();
  await expect(
    follower
      .getByText('Your payment went through, but the delivery of 51 USDT failed.')
      .filter({ visible: true }),
  ).toBeVisible();
  await expect(
    follower.getByText('Failed at delivery. Proof gives no reason').filter({ visible: true }),
  ).toBeVisible();
  await expect(timelineOf(follower)).toContainText([
    'Failed at delivery',
    'Payment received',
    'Order placed',
  ]);
  await expect(follower.getByRole('link', { name: 'New order' })).toBeVisible();
  const support = follower.getByRole('link', { name: 'support@example.com' });
  await expect(support).toHaveAttribute('href', 'mailto:support@example.com');
  await expect(follower.getByRole('link', { name: 'Repeat this order' })).toHaveCount(0);
  await expect(follower.getByRole('button', { name: 'Reopen the payment window' })).toHaveCount(0);
});

test('a sell that fails at payout says that the deposit arrived', async ({ page, stack }) => {
  await placeSell(page, stack, '52');
  await actAtProvider(stack, page, 'deposit');
  await expect(statusBadge(page, 'Processing')).toBeVisible();
  await actAtProvider(stack, page, 'fail');
  await expect(statusBadge(page, 'Failed')).toBeVisible();
  await expect(
    page
      .getByText("Your deposit of 52 USDT arrived, but the payout to your card didn't go through.")
      .filter({ visible: true }),
  ).toBeVisible();
  await expect(timelineOf(page)).toContainText([
    'Failed at payout',
    'Deposit received',
    'Order placed',
  ]);
  await expect(page.getByText('Payout method').filter({ visible: true })).toBeVisible();
});

test('a sell whose deposit window passes says that no deposit was confirmed, and can be repeated', async ({
  page,
  stack,
}) => {
  await placeSell(page, stack, '53.5');
  await actAtProvider(stack, page, 'expire_deposit_window');
  await expect(statusBadge(page, 'Failed')).toBeVisible();
  await expect(
    page.getByText('The sale failed before a deposit was confirmed').filter({ visible: true }),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Send your deposit' })).toHaveCount(0);
  await expect(page.getByRole('img', { name: /^QR code/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'Repeat this order' }).click();
  await expect(page).toHaveURL(/\/sell\?amount=53\.5&asset=TRC20%3AUSDT$/);
  await expect(page.getByLabel('You sell')).toHaveValue(/^53\.50?$/);
  await expect(page.getByLabel('Asset')).toHaveValue('TRC20:USDT');
});

test('a cancelled sell says not to use its deposit address any more', async ({ page, stack }) => {
  await placeSell(page, stack, '53.25');
  await actAtProvider(stack, page, 'cancel');
  await expect(page.getByText("Don't send anything to this address")).toBeVisible();
  await expect(page.getByRole('img', { name: /^QR code/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Copy the deposit address' })).toHaveCount(0);
});

test('a waiting sell shows where to send what: as text to copy, as a QR code, and until when', async ({
  page,
  stack,
}) => {
  const { widget, transactionPath } = await placeSell(page, stack, '54.25');
  const address = (await widget.locator('#deposit-address').textContent()) ?? '';
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const follower = await openInNewWindow(page, transactionPath);
  const panel = follower.getByRole('region', { name: 'Send your deposit' });
  await expect(panel.getByText('Send only USDT on Tron (TRC20)')).toBeVisible();
  await expect(
    panel.getByText(/Send it by .+, in 5 h 5\d min. This is our estimate./),
  ).toBeVisible();
  await follower.bringToFront();
  await panel.getByRole('button', { name: 'Copy the deposit address' }).click();
  expect(await readClipboard(follower)).toBe(address);
  await panel.getByRole('button', { name: 'Copy the amount' }).click();
  expect(await readClipboard(follower)).toBe('54.25');
  expect(await scan(follower, address)).toBe(address);
  await actAtProvider(stack, follower, 'deposit');
  await expect(follower.getByText('Your deposit arrived', { exact: true })).toBeVisible();
  await expect(follower.getByRole('img', { name: /^QR code/ })).toHaveCount(0);
  await expect(follower.getByRole('button', { name: 'Copy the deposit address' })).toHaveCount(0);
});

test('every way a transaction ends leads to a new order', async ({ page, stack }) => {
  await placeSell(page, stack, '55');
  await actAtProvider(stack, page, 'deposit');
  await expect(statusBadge(page, 'Processing')).toBeVisible();
  await actAtProvider(stack, page, 'complete');
  await expect(page.getByRole('link', { name: 'New order' })).toHaveAttribute('href', '/sell');
  const { widget } = await placeOrder(page, 'buy', '56');
  await press(widget, 'Cancel order');
  await expect(page.getByRole('link', { name: 'New order' })).toHaveAttribute('href', '/buy');
});

test('support gets the ids and the request ids of the calls to Proof', async ({ page, stack }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await signInAs(page, stack, 'verified customer');
  const { transactionPath, widget } = await placeOrder(page, 'buy', '57');
  await expect(widget.getByRole('button', { name: 'Cancel order' })).toBeVisible();
  await page.getByRole('button', { name: 'Copy for support' }).click();
  await expect(page.getByRole('main').getByText('Copied', { exact: true })).toBeAttached();
  const text = await readClipboard(page);
  expect(text).toContain(`Order ID: ${transactionPath.split('/').at(-1)}`);
  expect(text).toMatch(/POST \/widget\/session 200, Proof's request ID \S{8,}/);
});

test('an older page of the event log leads on to older entries, and back to the newest', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  const { transactionPath } = await placeOrder(page, 'buy', '58');
  await reportManyTimes(page, stack, 230);
  await page.goto(transactionPath);
  const log = await openEventLog(page);
  await expect(log).toHaveCount(100);
  const older = page.getByRole('link', { name: 'Older entries' });
  const newest = page.getByRole('link', { name: 'Newest entries' });
  await expect(newest).toHaveCount(0);
  await older.click();
  await expect(newest).toBeVisible();
  await expect(log).toHaveCount(100);
  await older.click();
  await expect(older).toHaveCount(0);
  await expect(log.first()).toContainText('created');
  await newest.click();
  await expect(newest).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`${transactionPath}\\??$`));
});

/** Webhooks about the order of the page, each about another change. */
async function reportManyTimes(page: Page, stack: Stack, times: number): Promise<void> {
  const id = await proofIdOn(page);
  for (let second = 0; second < times; second += 1) {
    const response = await fetch(`${stack.appUrl}/api/webhooks/proof/${stack.webhookSecret}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ merchant_transaction_id: id, status: 'pending' },
        updated_at: new Date(Date.UTC(2026, 3, 1, 10, 0, second)),
      }),
    });
    expect(response.status).toBe(204);
  }
}

test("another customer's transaction is not found, under a heading", async ({ page, stack }) => {
  await signInAs(page, stack, 'verified customer');
  const response = await page.goto(`/transactions/${crypto.randomUUID()}`);
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    "We couldn't find that transaction",
  );
});

function readClipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Reads the QR code from the pixels on the screen. */
async function scan(page: Page, address: string): Promise<string> {
  const code = page.getByRole('img', { name: `QR code of the deposit address ${address}` });
  const image = (await code.screenshot({ scale: 'device' })).toString('base64');
  // On a page of its own, because the app's content security policy forbids data URLs.
  const blank = await page.context().newPage();
  const pixels = await blank.evaluate(async (png) => {
    const bitmap = await createImageBitmap(
      await (await fetch(`data:image/png;base64,${png}`)).blob(),
    );
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    return { width, height, data: [...(context?.getImageData(0, 0, width, height).data ?? [])] };
  }, image);
  await blank.close();
  return decodeQR({ ...pixels, data: Uint8Array.from(pixels.data) });
}
