import { expect, test } from './support/fixtures';
import { addHistory } from './support/history';
import { expectNoReload, openInNewWindow, placeOrder, press, signInAs } from './support/journey';

test('live changes respect the filter: what does not match is not shown, what stops matching stays, marked', async ({
  page,
  stack,
}) => {
  await addHistory(stack, await signInAs(page, stack, 'verified customer'));
  const sells = await openInNewWindow(page, '/transactions?type=sell');
  const pending = await openInNewWindow(page, '/transactions?type=buy&status=pending');
  const { widget } = await placeOrder(page, 'buy', '44.55');
  const row = pending.getByRole('row').filter({ hasText: '44.55' });
  await expect(row).toContainText('Pending');
  await press(widget, 'Cancel order');
  await expect(row).toContainText('Cancelled');
  await expect(row).toContainText('No longer matches');
  await expectNoReload(pending);
  await placeOrder(page, 'sell', '45.66');
  await expect(sells.getByRole('row').filter({ hasText: '45.66' })).toContainText('Pending');
  await expect(sells.getByRole('row').filter({ hasText: '44.55' })).toHaveCount(0);
  await expect(row).toContainText('No longer matches');
  await pending.reload();
  await expect(row).toHaveCount(0);
});

test('nothing moves under the pointer: a new transaction waits until it is asked for', async ({
  page,
  stack,
}) => {
  await addHistory(stack, await signInAs(page, stack, 'verified customer'));
  const history = await openInNewWindow(page, '/transactions');
  const rows = history.getByRole('table').getByRole('row');
  const oldest = rows.last();
  await oldest.hover();
  const before = await oldest.boundingBox();
  await placeOrder(page, 'buy', '47.89');
  const show = history.getByRole('button', { name: '1 new transaction · Show' });
  await expect(show).toBeVisible();
  expect(await oldest.boundingBox()).toEqual(before);
  await expect(rows.filter({ hasText: '47.89' })).toHaveCount(0);
  await show.click();
  await expect(rows.nth(1)).toContainText('47.89');
  await expect(show).toHaveCount(0);
  await expectNoReload(history);
});
