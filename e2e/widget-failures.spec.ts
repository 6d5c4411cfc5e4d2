import { expect, test } from './support/fixtures';
import { enterCard, placeOrder, press, signInAs, statusBadge, widgetIn } from './support/journey';

test('a blocked payment window says so, keeps the order, and opens once it is allowed', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  const isScript = /\/widget\.2\.0\.js/;
  await page.route(isScript, (route) => route.abort('blockedbyclient'));
  await placeOrder(page, 'buy', '81');
  await expect(page.getByText('Something blocks the payment window')).toBeVisible();
  await page.unroute(isScript);
  await page.getByRole('button', { name: 'Try again' }).click();
  await press(widgetIn(page), 'Continue');
  await enterCard(widgetIn(page));
  await expect(statusBadge(page, 'Completed')).toBeVisible();
});

test('a page that loses its network says so within a second, and catches up when it is back', async ({
  page,
  context,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  const { widget } = await placeOrder(page, 'buy', '82');
  await expect(widget.getByRole('button', { name: 'Cancel order' })).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText("You're offline", { exact: true })).toBeVisible({ timeout: 1_000 });
  await context.setOffline(false);
  await press(widget, 'Cancel order');
  await expect(statusBadge(page, 'Cancelled')).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
});
