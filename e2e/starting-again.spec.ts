import type { Page } from '@playwright/test';
import { query } from './support/database';
import { expect, test } from './support/fixtures';
import { placeOrder, press, signInAs, statusBadge } from './support/journey';

test('an order that was left is offered on the page where it was placed, and its status follows live', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  const { widget, transactionPath } = await placeOrder(page, 'buy', '81');
  await expect(widget.getByRole('button', { name: 'Continue' })).toBeVisible();
  const buyPage = await page.context().newPage();
  await buyPage.goto('/buy');
  const order = ordersIn(buyPage, 'Open orders').filter({ hasText: '81 USDT' });
  await expect(order).toContainText('Pending');

  await press(widget, 'Cancel order');
  await expect(ordersIn(buyPage, 'Last orders').filter({ hasText: '81 USDT' })).toContainText(
    'Cancelled',
  );

  await placeOrder(page, 'buy', '82');
  await page.getByRole('link', { name: 'Buy', exact: true }).click();
  await ordersIn(page, 'Open orders')
    .filter({ hasText: '82 USDT' })
    .getByRole('link', { name: /^Continue/ })
    .click();
  await expect(page.getByRole('heading', { name: 'Buy 82 USDT' })).toBeVisible();
  expect(new URL(page.url()).pathname).not.toBe(transactionPath);
});

test('orders of the other type are not offered', async ({ page, stack }) => {
  await signInAs(page, stack, 'new customer');
  await placeOrder(page, 'sell', '83');
  // Only links: a change of the order is announced on both pages.
  const order = page.getByRole('link', { name: /Sell 83 USDT/ });
  await page.goto('/sell');
  await expect(order).toBeVisible();
  await page.goto('/buy');
  await expect(page.getByRole('heading', { name: 'Buy crypto' })).toBeVisible();
  await expect(order).toHaveCount(0);
});

test('an order that starts another one again links to it, and the other one links back', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  const { widget, transactionPath: first } = await placeOrder(page, 'buy', '84.5');
  await press(widget, 'Cancel order');
  await expect(statusBadge(page, 'Cancelled')).toBeVisible();
  const id = first.split('/').at(-1) ?? '';
  await page.goto(`/buy?amount=84.5&asset=TRC20:USDT&previous=${id}`);
  await expect(page.getByRole('link', { name: /^your order from/ })).toHaveAttribute('href', first);
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await expect(page).toHaveURL(/\/transactions\//);
  const second = new URL(page.url()).pathname;
  await page.getByRole('link', { name: 'The order that this one starts again' }).click();
  await expect(page).toHaveURL(new RegExp(`${first}$`));
  await page.getByRole('link', { name: 'The order that starts this one again' }).click();
  await expect(page).toHaveURL(new RegExp(`${second}$`));
});

test('an order whose session expired while its page was open can be started again from there', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  // Nothing else may bring the page up to date.
  await page.route('**/api/transactions/stream?*', (route) => route.abort());
  const { widget, transactionPath } = await placeOrder(page, 'buy', '86');
  await expect(widget.getByRole('button', { name: 'Continue' })).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  const id = transactionPath.split('/').at(-1) ?? '';
  await query(stack, 'UPDATE transactions SET session_expires_at = now() WHERE id = $1', [id]);
  await page.getByRole('button', { name: 'Open the payment window' }).click();
  await expect(page.getByText('This order can no longer be continued.')).toBeVisible();
  await page.getByRole('link', { name: 'Start again with 86 USDT' }).click();
  await expect(page.getByLabel('You buy')).toHaveValue('86');
});

test("another customer's order cannot be started again", async ({ page, browser, stack }) => {
  await signInAs(page, stack, 'verified customer');
  const { transactionPath } = await placeOrder(page, 'buy', '85');
  const id = transactionPath.split('/').at(-1) ?? '';
  const other = await browser.newPage({ baseURL: stack.appUrl });
  await signInAs(other, stack, 'new customer');
  await other.goto(`/buy?amount=85&previous=${id}`);
  await expect(other.getByLabel('You buy')).toHaveValue('85');
  await expect(other.getByText('Starts your order')).toHaveCount(0);
  await other.close();
});

function ordersIn(page: Page, title: string) {
  return page.getByRole('region', { name: title }).getByRole('listitem');
}
