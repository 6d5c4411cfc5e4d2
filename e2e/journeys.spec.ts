import { expect, test } from './support/fixtures';
import {
  enterCard,
  expectNoReload,
  openInNewWindow,
  placeOrder,
  press,
  signInAs,
  statusBadge,
  verifyIdentity,
} from './support/journey';

test('a new customer verifies their identity, buys, and sees the purchase complete without a reload', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'new customer');
  const { widget, transactionPath } = await placeOrder(page, 'buy', '100');
  const follower = await openInNewWindow(page, transactionPath);
  await expect(statusBadge(follower, 'Pending')).toBeVisible();

  await press(widget, 'Continue');
  await verifyIdentity(widget);
  await expect(widget.getByRole('heading', { name: 'Choose how to pay' })).toBeVisible();
  await enterCard(widget);

  await expect(statusBadge(follower, 'Processing')).toBeVisible();
  await expect(statusBadge(follower, 'Completed')).toBeVisible();
  await expectNoReload(follower);
  await expect(
    follower.getByText('100 USDT was delivered').filter({ visible: true }),
  ).toBeVisible();
  await expect(widget.getByRole('heading', { name: 'Purchase complete' })).toBeVisible();
});

test('a verified customer gets a deposit address, sends the deposit, and sees the sale complete', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  const { widget, transactionPath } = await placeOrder(page, 'sell', '50');
  const follower = await openInNewWindow(page, transactionPath);

  await press(widget, 'Continue');
  await enterCard(widget);
  const address = (await widget.locator('#deposit-address').textContent()) ?? '';
  await expect(follower.getByText(address).first()).toBeVisible();
  await press(widget, 'Simulate sending the deposit');

  await expect(statusBadge(follower, 'Processing')).toBeVisible();
  await expect(statusBadge(follower, 'Completed')).toBeVisible();
  await expectNoReload(follower);
  await expect(widget.getByRole('heading', { name: 'Sale complete' })).toBeVisible();
});

test('a failed payment is retried in the widget, and the same transaction completes', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  const { widget, transactionPath } = await placeOrder(page, 'buy', '75.5');
  const follower = await openInNewWindow(page, transactionPath);

  await press(widget, 'Continue');
  await enterCard(widget, 'fails');
  await expect(statusBadge(follower, 'Failed')).toBeVisible();

  await press(widget, 'Try again');
  await enterCard(widget);
  await expect(statusBadge(follower, 'Completed')).toBeVisible();
  await expectNoReload(follower);
  expect(new URL(follower.url()).pathname).toBe(transactionPath);
});

test('an order that is cancelled in the widget becomes cancelled', async ({ page, stack }) => {
  await signInAs(page, stack, 'verified customer');
  const { widget, transactionPath } = await placeOrder(page, 'buy', '20');
  const follower = await openInNewWindow(page, transactionPath);
  await press(widget, 'Cancel order');
  await expect(statusBadge(follower, 'Cancelled')).toBeVisible();
});

test('a sell without a deposit fails when the deposit window expires', async ({ page, stack }) => {
  await signInAs(page, stack, 'verified customer');
  const { widget, transactionPath } = await placeOrder(page, 'sell', '30');
  const follower = await openInNewWindow(page, transactionPath);
  await press(widget, 'Continue');
  await enterCard(widget);
  await press(widget, 'Let the deposit window expire');
  await expect(statusBadge(follower, 'Failed')).toBeVisible();
  await expect(
    follower.getByText("the deposit didn't arrive in time").filter({ visible: true }),
  ).toBeVisible();
});

test('the history updates live in a second window, and another customer cannot see the transaction', async ({
  page,
  browser,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  const history = await openInNewWindow(page, '/transactions');
  const { widget, transactionPath } = await placeOrder(page, 'buy', '43.21');
  const row = history.getByRole('row').filter({ hasText: '43.21' });
  await expect(row).toContainText('Pending');
  await press(widget, 'Cancel order');
  await expect(row).toContainText('Cancelled');
  await expectNoReload(history);

  const other = await browser.newPage({ baseURL: stack.appUrl });
  await signInAs(other, stack, 'new customer');
  await expect(other.getByText('43.21')).toHaveCount(0);
  const response = await other.goto(transactionPath);
  expect(response?.status()).toBe(404);
  await other.close();
});
