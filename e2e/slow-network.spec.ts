import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { signInAs } from './support/journey';

/** Slow enough that feedback which waits for the server would be noticed. */
const DELAY_MS = 2_000;
const FEEDBACK_MS = 500;

test('the button shows at once that the order is being placed, until the order is on screen', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  await page.goto('/buy');
  await page.getByLabel('You buy').fill('86');
  await slowDown(page);
  const button = page.getByRole('button', { name: 'Continue to payment' });
  await button.click();
  await expect(button).toBeDisabled({ timeout: FEEDBACK_MS });
  await watchForEnabled(page);
  await expect(page.getByRole('heading', { name: 'Buy 86 USDT' })).toBeVisible();
  expect(await page.evaluate(() => document.body.dataset.enabledAgain)).toBeUndefined();
});

test('a followed link shows at once that its page is loading', async ({ page, stack }) => {
  await signInAs(page, stack, 'verified customer');
  await page.goto('/transactions');
  await slowDown(page);
  const link = page.getByRole('link', { name: 'Sell', exact: true });
  await link.click();
  const spinner = link.locator('.animate-spin');
  await expect(spinner).toBeVisible({ timeout: FEEDBACK_MS });
  await expect(page.getByRole('heading', { name: 'Sell crypto' })).toBeVisible();
  await expect(spinner).toBeHidden();
});

/** Delays what the app's server answers. */
async function slowDown(page: Page): Promise<void> {
  await page.route(
    (url) => !url.pathname.startsWith('/api/'),
    async (route) => {
      await new Promise((resolve) => setTimeout(resolve, DELAY_MS));
      await route.continue();
    },
  );
}

/** Notes when the button can be pressed while the form is still on screen. */
async function watchForEnabled(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watch = () => {
      if (document.querySelector('main form button[type=submit]:not([aria-disabled])'))
        document.body.dataset.enabledAgain = '';
      requestAnimationFrame(watch);
    };
    watch();
  });
}
