import { expectAccessible } from './support/accessible';
import { expect, test } from './support/fixtures';
import { signInAs } from './support/journey';
import { askAboutABuy, findOrder, openDelivery } from './support/operator';

test('a replayed delivery changes nothing, says that it is a copy, and is in the audit log', async ({
  page,
  browser,
  stack,
}) => {
  const { operator, proofId } = await askAboutABuy(page, browser, stack);
  await findOrder(operator, proofId);
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

test('a contradicted order stays on the list of what needs attention until an operator settles it', async ({
  page,
  browser,
  stack,
}) => {
  // A buy from start to end, and several pages.
  test.slow();
  const { operator, email, proofId } = await askAboutABuy(page, browser, stack);
  await findOrder(operator, proofId);
  const contradiction = {
    ...{ partner_user_id: email.split('@')[0], type: 'buy', status: 'failed' },
    ...{ currency: 'USDT', network: 'TRC20', crypto_amount: '61', fiat_amount: '60' },
    ...{ created_at: '2026-01-01T00:00:00Z', updated_at: '2099-01-01T00:00:00Z' },
  };
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(contradiction);
  await stack.control(`/transactions/${proofId}`, { method: 'PUT', headers, body });
  await operator.getByRole('button', { name: 'Check now' }).click();
  const notice = operator.getByRole('alert').filter({ hasText: 'Proof contradicts this order' });
  await expect(notice).toBeVisible();
  await expect(operator.getByRole('main').getByText('Completed').first()).toBeVisible();
  await expectAccessible(operator);
  await operator.goto('/ops/attention');
  const listed = operator.getByRole('row').filter({ hasText: email });
  await expect(listed).toContainText('Proof');
  await listed.getByRole('link', { name: 'Buy 61 USDT' }).click();
  await notice.getByRole('button', { name: 'Mark as settled' }).click();
  await expect(notice).toBeHidden();
  await operator.goto('/ops/attention');
  await expect(listed).toHaveCount(0);
  await operator.goto('/ops/audit?action=settle_contradiction');
  await expect(operator.getByRole('row').filter({ hasText: 'Settled' }).first()).toBeVisible();
});

test('a click that comes before the page has started is kept', async ({ page, browser, stack }) => {
  const { operator, proofId } = await askAboutABuy(page, browser, stack);
  await findOrder(operator, proofId);
  const scripts = '**/_next/static/chunks/*.js';
  await operator.route(scripts, () => {});
  await operator.reload({ waitUntil: 'commit' });
  await operator.getByRole('button', { name: 'Check now' }).click();
  // Lets them go on.
  await operator.unroute(scripts);
  await expect(operator.getByText('Check requested.')).toBeVisible();
});

test('an action without a response leaves the page as it is and says so', async ({
  page,
  browser,
  stack,
}) => {
  const { operator, proofId } = await askAboutABuy(page, browser, stack);
  await findOrder(operator, proofId);
  const checkNow = operator.getByRole('button', { name: 'Check now' });
  await operator.route('**/*', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await checkNow.click();
  await expect(operator.getByText('There was no response.')).toBeVisible();
  await operator.unroute('**/*');
  await checkNow.click();
  await expect(operator.getByText('Check requested.')).toBeVisible();
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

test('on a phone the row of links shows the one of the current page', async ({ page, stack }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs(page, stack, 'operator');
  await page.goto('/ops/audit');
  const row = page.getByRole('navigation', { name: 'Operations' });
  await expect(row.getByRole('link', { name: 'Audit log' })).toBeInViewport({ ratio: 1 });
});
