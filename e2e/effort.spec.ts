import type { Locator } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { signInAs, widgetIn } from './support/journey';

test('a verified customer sells with at most six clicks, besides typing', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  let clicks = 0;
  const click = async (target: Locator) => {
    await target.click();
    clicks += 1;
  };
  await click(page.getByRole('link', { name: 'Sell', exact: true }));
  await page.getByLabel('You sell').fill('25');
  await click(page.getByRole('button', { name: 'Continue to payout' }));
  const widget = widgetIn(page);
  await click(widget.getByRole('button', { name: 'Continue' }));
  await expect(widget.getByRole('heading', { name: /^Choose how to/ })).toBeVisible();
  await click(widget.getByRole('button', { name: 'Continue' }));
  // A payout card has no security code.
  await widget.getByLabel('Card number').fill('4444 4444 4444 3333');
  await widget.getByLabel('Expiry date').fill('12/30');
  await widget.getByLabel('Name on card').fill('Vera Verified');
  await click(widget.getByRole('button', { name: 'Continue to deposit' }));
  await expect(widget.locator('#deposit-address')).toBeVisible();
  expect(clicks).toBeLessThanOrEqual(6);
});
