import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { expect, test } from './support/fixtures';
import { enterCard, placeOrder, press, signInAs } from './support/journey';

const views = [
  { width: 360, height: 740, colorScheme: 'light' },
  { width: 1280, height: 900, colorScheme: 'dark' },
] as const;

for (const { width, height, colorScheme } of views) {
  test.describe(`${width} px wide, ${colorScheme}`, () => {
    test.use({ viewport: { width, height }, colorScheme });

    test("a customer's pages have no accessibility violations and no horizontal scrolling", async ({
      page,
      stack,
    }) => {
      // Two orders from start to end, and axe on every page.
      test.slow();
      await page.goto('/sign-in');
      await expectAccessible(page);
      await signInAs(page, stack, 'verified customer');
      await visit(page, '/buy', 'Buy crypto');
      await expect(page.getByText('Your identity is verified')).toBeVisible();
      await page.getByRole('button', { name: 'Continue to payment' }).click();
      await expect(page.getByText('Enter an amount.')).toBeVisible();
      await expectAccessible(page);
      await visit(page, '/sell', 'Sell crypto');
      const sell = await placeOrder(page, 'sell', '400');
      await press(sell.widget, 'Cancel order');
      await expect(sell.widget.getByRole('heading', { name: 'Order cancelled' })).toBeVisible();
      const buy = await placeOrder(page, 'buy', '99.5');
      await press(buy.widget, 'Continue');
      await enterCard(buy.widget);
      await expect(buy.widget.getByRole('heading', { name: 'Purchase complete' })).toBeVisible();
      await page.goto('/transactions');
      for (const status of ['Cancelled', 'Completed'])
        await expect(page.getByText(status).filter({ visible: true }).first()).toBeVisible();
      await visit(page, '/transactions', 'Transactions');
      await page
        .getByRole('link', { name: /^Sell 400/ })
        .first()
        .click();
      await expect(page.getByRole('heading', { name: /^Sell 400/ })).toBeVisible();
      await expectAccessible(page);
    });

    test("an operator's pages have no accessibility violations and no horizontal scrolling", async ({
      page,
      stack,
    }) => {
      await signInAs(page, stack, 'operator');
      await visit(page, '/ops', 'Operations');
      await visit(page, '/ops/deliveries', 'Webhook deliveries');
      await visit(page, '/ops/calls', 'Provider calls');
      for (const between of [640, 820]) {
        await page.setViewportSize({ width: between, height });
        await expectAccessible(page);
      }
    });
  });
}

async function visit(page: Page, path: string, heading: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
  await expectAccessible(page);
}
