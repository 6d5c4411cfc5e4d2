import type { Browser, Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { expect, test } from './support/fixtures';
import { enterCard, placeOrder, press, signInAs, statusBadge } from './support/journey';
import { proofIdOn } from './support/provider';
import type { Stack } from './support/stack';

/** A completed buy, and an operator who has only the customer's email address and the Proof ID. */
async function askAboutABuy(page: Page, browser: Browser, stack: Stack) {
  const customerId = await signInAs(page, stack, 'verified customer');
  const { widget } = await placeOrder(page, 'buy', '61');
  await press(widget, 'Continue');
  await enterCard(widget);
  await expect(statusBadge(page, 'Completed')).toBeVisible({ timeout: 20_000 });
  const proofId = await proofIdOn(page);
  const context = await browser.newContext({
    baseURL: stack.appUrl,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const operator = await context.newPage();
  await signInAs(operator, stack, 'operator');
  return { operator, email: `${customerId}@example.com`, proofId };
}

/** Opens the newest of the deliveries that the page lists. */
async function openDelivery(operator: Page): Promise<Locator> {
  const deliveries = operator.getByRole('table', { name: 'Webhook deliveries' });
  await deliveries.getByRole('link', { name: 'view the delivery' }).first().click();
  const decision = operator.getByRole('list', { name: 'Decision' });
  await expect(decision).toBeVisible();
  return decision;
}

async function search(operator: Page, text: string): Promise<void> {
  await operator.goto('/ops');
  await operator.getByRole('searchbox', { name: 'Find an order' }).fill(text);
  await operator.keyboard.press('Enter');
  await operator.getByRole('link', { name: 'Buy 61 USDT' }).click();
  await expect(operator.getByRole('heading', { name: 'Buy 61 USDT' })).toBeVisible();
}

test('from an email address to whether the webhook came, what was decided and what Proof said', async ({
  page,
  browser,
  stack,
}) => {
  const { operator, email } = await askAboutABuy(page, browser, stack);
  await search(operator, email);

  const deliveries = operator.getByRole('table', { name: 'Webhook deliveries' });
  await expect(deliveries.getByText('completed').first()).toBeVisible();
  const calls = operator.getByRole('table', { name: 'Calls to Proof' });
  await expect(calls.getByText('POST /widget/session')).toBeVisible();
  await expect(calls.getByText('200').first()).toBeVisible();
  await expect(operator.getByText('Proof has nothing to add: completed is final.')).toBeVisible();
  await expectAccessible(operator);

  const decision = await openDelivery(operator);
  await expect(decision).toContainText('Proof responded 200 and said completed');
  await expectAccessible(operator);
});

test('from a Proof ID to the bundle for their support, a check at once, and both in the audit log', async ({
  page,
  browser,
  stack,
}) => {
  const { operator, proofId } = await askAboutABuy(page, browser, stack);
  await search(operator, proofId);
  await operator.getByRole('button', { name: 'Copy for support' }).click();
  await expect(operator.getByText('Copied', { exact: true })).toBeAttached();
  const bundle = await operator.evaluate(() => navigator.clipboard.readText());
  expect(bundle).toContain(`Proof ID: ${proofId}`);
  expect(bundle).toMatch(/POST \/widget\/session 200/);

  const checks = operator.getByRole('table', { name: 'Calls to Proof' }).getByText('GET /widget');
  const before = await checks.count();
  await operator.getByRole('button', { name: 'Check now' }).click();
  await expect(operator.getByText('Proof is being asked.')).toBeVisible();
  await expect(async () => {
    await operator.reload();
    expect(await checks.count()).toBe(before + 1);
  }).toPass();

  await operator.getByRole('link', { name: 'Audit log' }).click();
  const entry = operator.getByRole('row').filter({ hasText: 'Checked now' }).first();
  await entry.getByRole('link').click();
  await expect(operator.getByRole('heading', { name: 'Buy 61 USDT' })).toBeVisible();
});

test('a replayed delivery changes nothing, says that it is a copy, and is in the audit log', async ({
  page,
  browser,
  stack,
}) => {
  const { operator, proofId } = await askAboutABuy(page, browser, stack);
  await search(operator, proofId);
  await openDelivery(operator);
  await operator.getByRole('button', { name: 'Replay' }).click();
  await expect(operator.getByText('Replayed. It is among the deliveries.')).toBeVisible();

  await operator.goto(`/ops/deliveries?q=${proofId}&outcome=duplicate`);
  const decision = await openDelivery(operator);
  await expect(decision).toContainText('The same change was reported before.');
  await expect(operator.getByText('replay-of')).toBeVisible();
  await operator.goto('/ops/audit?action=replay_delivery');
  await expect(operator.getByRole('row').filter({ hasText: 'Replayed' }).first()).toBeVisible();
});

test('an ID that does not exist says so and leads to the search, and an unreadable filter is dropped with a notice', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'operator');
  for (const id of ['%25', 'a%2Fb', '%F0%9F%92%A9', crypto.randomUUID()]) {
    await page.goto(`/ops/transactions/${id}`);
    await expect(page.getByRole('heading', { name: 'No order has this ID' })).toBeVisible();
  }
  await page.getByRole('link', { name: 'Search orders' }).click();
  await expect(page.getByText('No order matches')).toBeVisible();
  for (const path of [
    '/ops/transactions?status=lost&from=2026-13-45',
    '/ops/deliveries?outcome=maybe',
    '/ops/calls?after=abc',
  ]) {
    await page.goto(path);
    await expect(page.getByText('Part of the filter was ignored')).toBeVisible();
  }
});

for (const [width, colorScheme] of [
  [320, 'dark'],
  [820, 'light'],
] as const)
  test(`at ${width} px no page of an order or a delivery scrolls sideways, and each is accessible`, async ({
    page,
    browser,
    stack,
  }) => {
    const { operator, proofId } = await askAboutABuy(page, browser, stack);
    await operator.setViewportSize({ width, height: 900 });
    await operator.emulateMedia({ colorScheme });
    await operator.goto(`/ops/transactions?q=${proofId}`);
    await expectAccessible(operator);
    await operator.goto(`/ops/transactions/${proofId}`);
    await expectAccessible(operator);
    await openDelivery(operator);
    await expectAccessible(operator);
  });
