import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { expect, test } from './support/fixtures';
import { addBuysIn2019, addHistory } from './support/history';
import { expectExactTime, signInAs } from './support/journey';

const rows = (page: Page) => page.getByRole('table').getByRole('row');

test('the pointer on a time shows the exact one, and a click there opens the transaction', async ({
  page,
  stack,
}) => {
  await addHistory(stack, await signInAs(page, stack, 'verified customer'));
  await page.goto('/transactions');
  const time = rows(page).nth(1).locator('time');
  await expectExactTime(time, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC · /);
  const hit = await time.evaluate((element) => element.matches(':hover'));
  expect(hit, 'nothing covers the time').toBe(true);
  await time.click();
  await expect(page).toHaveURL(/\/transactions\/[\da-f-]{36}$/);
});

test('an empty history says how it fills, and an empty result how to leave the filter', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'new customer');
  await page.goto('/transactions');
  await expect(page.getByText('No transactions yet')).toBeVisible();
  await page.goto('/transactions?type=buy');
  await expect(page.getByText('No transaction matches')).toBeVisible();
  await page.getByRole('link', { name: 'Clear the filter' }).click();
  await expect(page.getByText('No transactions yet')).toBeVisible();
});

test('on a phone a card that was never on the screen is as high as the others', async ({
  page,
  stack,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await addBuysIn2019(stack, await signInAs(page, stack, 'new customer'), 20);
  await page.goto('/transactions');
  const last = rows(page).last();
  await expect(last).not.toBeInViewport();
  const heightOf = (row: Locator) => row.evaluate((element) => element.clientHeight);
  const [height, assumed] = [await heightOf(rows(page).nth(1)), await heightOf(last)];
  // Without a fiat amount, a card is a pixel lower.
  expect(Math.abs(height - assumed)).toBeLessThanOrEqual(1);
});

for (const [width, layout, colorScheme] of [
  [320, 'grid', 'light'],
  [820, 'grid', 'dark'],
  [821, 'table-row', 'light'],
  [1440, 'table-row', 'dark'],
] as const) {
  test(`at ${width} px the history has ${layout} rows with every fact, accessible, and nothing scrolls sideways`, async ({
    page,
    stack,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await addHistory(stack, await signInAs(page, stack, 'verified customer'));
    await page.goto('/transactions?type=sell&status=failed&from=2026-99-99');
    const row = rows(page).last();
    await expect(row).toHaveCSS('display', layout);
    for (const fact of ['ago', 'Sell', '400.00 USDT', '360.18 EUR', 'Tron', 'Failed'])
      await expect(row.getByText(fact).first()).toBeInViewport({ ratio: 1 });
    const fold = page.locator('summary').filter({ hasText: 'Filter' });
    if (layout === 'grid') await fold.click();
    else await expect(fold).toBeHidden();
    await expect(page.getByLabel('Type')).toBeVisible();
    await expectAccessible(page);
  });
}
