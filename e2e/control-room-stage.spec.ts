import type { Page } from '@playwright/test';
import { expect, nora, type Stage, test, vera } from './support/control-room';

test.beforeEach(async ({ stage }) => {
  stage.respondWith(204);
  await stage.simulator.control('/reset', { method: 'POST' });
  stage.requests.length = 0;
});

test('launching opens the filled-in order form for the chosen demo user, whose session gets the scenario', async ({
  page,
  stage,
}) => {
  await open(page, stage, '/scenarios');
  await page.getByLabel('User').selectOption({ label: 'Vera Verified (identity not started)' });
  await page.getByLabel('Asset').selectOption('USDC on ERC20');
  await page.getByLabel('Amount').fill('42');
  const popup = page.waitForEvent('popup');
  const card = page.getByRole('article', { name: 'Payment fails', exact: true });
  await card.getByRole('button', { name: 'Launch a buy' }).click();
  const form = await popup;
  await form.waitForURL(`${stage.partnerUrl}/buy?amount=42&asset=ERC20%3AUSDC`);
  await form.close();
  await expect(page.locator('#outcome')).toContainText('Sign in there as Vera Verified.');
  await expect(page.locator('#prepared')).toContainText('Vera Verified: Payment fails');
  expect(await launched(stage)).toBe(0);

  await placeOrder(stage, nora);
  await placeOrder(stage, vera);
  await open(page, stage, '');
  const rows = page.locator('tbody tr');
  await expect(rows.filter({ hasText: 'Vera Verified' })).toContainText('Payment fails');
  await expect(rows.filter({ hasText: 'Nora New' })).not.toContainText('Payment fails');
});

test('one click cuts webhooks and sockets, and what was lost is listed as dropped', async ({
  page,
  stage,
}) => {
  const id = await placeOrder(stage, vera);
  await open(page, stage, '/faults');
  const preset = page.getByRole('article', { name: 'Push outage' });
  await preset.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByRole('link', { name: '2 injected faults' })).toBeVisible();
  await open(page, stage, `?tx=${id}`);
  await page.getByRole('button', { name: 'Cancel' }).click();
  const dropped = page.locator('#selected-deliveries > li');
  await expect(dropped).toContainText('webhook dropped');
  await dropped.locator('summary').click();
  await expect(dropped.locator('pre')).toContainText('"status": "cancelled"');
  expect(stage.requests).toEqual([]);
});

test('the search narrows the faults as somebody types, and the link of the result can be shared', async ({
  page,
  stage,
}) => {
  await open(page, stage, '/faults');
  await page.getByLabel('Search faults').pressSequentially('wrong secret');
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(page.getByLabel('Search faults')).toBeFocused();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(other.getByRole('article')).toHaveCount(1);
  await page.getByLabel('Search faults').fill('gremlins');
  await expect(page.getByText('No fault matches “gremlins”.')).toBeVisible();
  await page.getByLabel('Search faults').fill('');
  await expect(page.getByRole('article', { name: 'Push outage' })).toBeVisible();
});

test('a reset of both says whether the partner app was reset too', async ({ page, stage }) => {
  await placeOrder(stage, vera);
  await open(page, stage, '/state');
  const resetBoth = async () => {
    await page.getByRole('button', { name: 'Reset both' }).click();
    await page.getByRole('button', { name: 'Delete everything' }).click();
  };
  await resetBoth();
  await expect(page.locator('#outcome')).toHaveText(
    '204: The simulator and the partner app were reset.',
  );
  expect(stage.requests).toEqual(['POST /reset-demo']);
  expect(await launched(stage)).toBe(0);
  stage.respondWith(404);
  await resetBoth();
  await expect(page.locator('#outcome')).toContainText('it responded with 404');
  await page.getByRole('button', { name: 'Freeze' }).hover();
  await expect(page.locator('#outcome')).toContainText('it responded with 404');
});

async function open(page: Page, stage: Stage, path: string): Promise<void> {
  await page.goto(`${stage.simulator.url}/control${path}`);
  await expect(page.getByText('live', { exact: true })).toBeVisible();
}

async function placeOrder({ simulator }: Stage, user: typeof vera): Promise<string> {
  const response = await fetch(`${simulator.url}/widget/session`, {
    method: 'POST',
    headers: { authorization: `Bearer ${simulator.token}` },
    body: JSON.stringify({
      partner_user_id: user.id,
      user_email: user.email,
      network: 'TRC20',
      currency: 'USDT',
      amount: '100',
    }),
  });
  const { merchant_transaction_id: id }: { merchant_transaction_id: string } =
    await response.json();
  return id;
}

async function launched({ simulator }: Stage): Promise<number> {
  const response = await simulator.control('/transactions');
  const { transactions }: { transactions: unknown[] } = await response.json();
  return transactions.length;
}
