import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { signInAs, statusBadge, widgetIn } from './support/journey';

/** More controls than any page has. */
const MAX_TABS = 60;

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

test('by keyboard alone, a customer signs in, is verified, sells, leaves the payment window and reopens it', async ({
  page,
}) => {
  await page.goto('/');
  await tabTo(page, page.getByRole('button', { name: /Vera Verified/ }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/buy$/);
  await tabTo(page, page.getByRole('link', { name: 'Sell', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Sell crypto' })).toBeVisible();
  await tabTo(page, page.getByLabel('You sell'));
  await page.keyboard.type('25');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/transactions\/[0-9a-f-]{36}$/);

  const widget = widgetIn(page);
  const enter = async (button: string) => {
    await tabTo(page, widget.getByRole('button', { name: button, exact: true }));
    await page.keyboard.press('Enter');
  };
  await enter('Continue');
  await enter('Use sample document');
  await enter('Use sample photo');
  await expect(widget.getByRole('heading', { name: /^Choose how to/ })).toBeVisible();
  await enter('Continue');
  await enter('Fill card that succeeds');
  await enter('Continue to deposit');
  await expect(widget.locator('#deposit-address')).toBeVisible();

  await tabTo(page, page.getByRole('button', { name: 'Close', exact: true }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Copy the deposit address' }));
  await tabTo(page, page.getByRole('button', { name: 'Reopen the payment window' }));
  await page.keyboard.press('Enter');
  await expect(widget.getByRole('heading').first()).toBeVisible();
  await expect(statusBadge(page, 'Pending')).toBeVisible();
});

/** Presses Tab until the target has focus. The order of focus may not lose it. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  const focused = () => target.evaluate((element) => element.matches(':focus'));
  for (let presses = 0; !(await focused()); presses += 1) {
    expect(presses, `Tab did not reach ${target}`).toBeLessThan(MAX_TABS);
    await page.keyboard.press(key);
  }
}
