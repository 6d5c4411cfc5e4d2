import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { signInAs } from './support/journey';

test('the button shows at once that the order is being placed, until the order is on screen', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  await page.goto('/buy');
  await page.getByLabel('You buy').fill('86');
  const release = await holdServer(page);
  const button = page.getByRole('button', { name: 'Continue to payment' });
  await button.click();
  await expect(button).toBeDisabled();
  await watchForEnabled(page);
  release();
  await expect(page.getByRole('heading', { name: 'Buy 86 USDT' })).toBeVisible();
  expect(await page.evaluate(() => document.body.dataset.enabledAgain)).toBeUndefined();
});

test('a followed link shows at once that its page is loading', async ({ page, stack }) => {
  await signInAs(page, stack, 'verified customer');
  await page.goto('/transactions');
  const release = await holdServer(page);
  const link = page.getByRole('link', { name: 'Sell', exact: true });
  await link.click();
  const spinner = link.locator('.animate-spin');
  await expect(spinner).toBeVisible();
  release();
  await expect(page.getByRole('heading', { name: 'Sell crypto' })).toBeVisible();
  await expect(spinner).toBeHidden();
});

/** Holds requests to the app's server back, so what shows waits for no answer. Returns their release. */
async function holdServer(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(
    (url) => !url.pathname.startsWith('/api/'),
    async (route) => {
      await released;
      await route.continue();
    },
  );
  return () => release();
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
