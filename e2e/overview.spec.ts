import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { expect, test } from './support/fixtures';
import { enterCard, placeOrder, press, setVisibility, signInAs } from './support/journey';

test.describe.configure({ mode: 'serial' });

async function buy(page: Page): Promise<void> {
  const { widget } = await placeOrder(page, 'buy', '99.5');
  await press(widget, 'Continue');
  await enterCard(widget);
  await expect(widget.getByRole('heading', { name: 'Purchase complete' })).toBeVisible();
}

/** The cells of a row of the table that belongs to a chart. */
async function rowOf(page: Page, chart: string, table: string, row: string): Promise<string[]> {
  const card = page.locator('section').filter({ has: page.getByRole('heading', { name: chart }) });
  const details = card.locator('details');
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  const cells = card
    .getByRole('table', { name: table })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: row, exact: true }) })
    .getByRole('cell');
  return cells.allTextContents();
}

// Its own stack, whose database no other journey has filled.
test.use({ stackSettings: { BRAND_NAME: 'Overview' } });

const today = () =>
  new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

test('the overview shows what was just bought, live, and leads to the rows behind it', async ({
  page,
  browser,
  stack,
}) => {
  // An order from start to end, and several pages.
  test.slow();
  await signInAs(page, stack, 'operator');
  await expect(page.getByText('No order was completed in this period.').first()).toBeVisible();
  const customer = await browser.newPage({ baseURL: stack.appUrl });
  await signInAs(customer, stack, 'verified customer');
  await buy(customer);
  await customer.close();

  await expect(page.getByRole('link', { name: /^Completed today 1 / })).toBeVisible();
  expect(await rowOf(page, 'Completed by day', 'Orders by day', today())).toEqual(['1', '0', '1']);
  expect(await rowOf(page, 'Volume in USDT', 'Volume in USDT by day', today())).toEqual([
    '99.50 USDT',
    '0.00 USDT',
  ]);
  const learned = await rowOf(
    page,
    'How statuses were learned',
    'How statuses were learned',
    'completed',
  );
  expect(learned.map(Number).reduce((sum, count) => sum + count)).toBe(1);
  await expect(page.getByRole('columnheader', { name: 'Webhook first' })).toBeVisible();

  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await expect(page).toHaveURL('/ops?period=today');
  await page.getByRole('link', { name: 'Sell', exact: true }).and(page.locator('main a')).click();
  await expect(page).toHaveURL('/ops?period=today&type=sell');
  await expect(page.getByText('No orders in this period.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Buy orders' })).toBeHidden();

  await page.getByRole('link', { name: /^Reported \d/ }).click();
  await expect(page).toHaveURL(/\/ops\/deliveries\?from=[\d-]{10}&to=[\d-]{10}&outcome=reported$/);
  await expect(page.getByRole('cell', { name: 'reported' }).first()).toBeVisible();
});

test('a refresh keeps an open table open, and none happens in a hidden tab', async ({
  page,
  stack,
}) => {
  await page.clock.install();
  await signInAs(page, stack, 'operator');
  const summary = page.getByText('Show as table').first();
  await summary.click();
  const refreshed = () =>
    page.waitForRequest((request) => {
      const headers = request.headers();
      return 'rsc' in headers && !('next-router-prefetch' in headers);
    });
  await refreshed();
  await refreshed();
  await expect(page.getByRole('table', { name: 'Orders by day' })).toBeVisible();
  await setVisibility(page, 'hidden');
  // Each refresh starts with it. One that had started before may still be on its way.
  let checks = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/api/health')) checks += 1;
  });
  // Many times the time between two refreshes.
  await page.clock.runFor(60_000);
  // A request of a refresh would have been sent before this one.
  await page.evaluate(() => fetch('/robots.txt'));
  expect(checks).toBe(0);
  await setVisibility(page, 'visible');
  await expect.poll(() => checks).toBeGreaterThan(0);
});

test('a filter that cannot be read is dropped with a notice', async ({ page, stack }) => {
  await signInAs(page, stack, 'operator');
  await page.goto('/ops?period=century&type=buy');
  await expect(page.getByText("We couldn't read the period.")).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Sell orders' })).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the overview is accessible at every width, in ${colorScheme}`, async ({ page, stack }) => {
    // Axe on five widths.
    test.slow();
    await page.emulateMedia({ colorScheme });
    await signInAs(page, stack, 'operator');
    for (const summary of await page.getByText('Show as table').all()) await summary.click();
    for (const width of [320, 390, 820, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      await expectAccessible(page);
    }
  });

test('no page of a customer loads the charts', async ({ page, stack }) => {
  const scripts: Promise<string>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.text());
  });
  const chartsOn = async (path: string) => {
    scripts.length = 0;
    await page.goto(path, { waitUntil: 'load' });
    const texts = await Promise.all(scripts);
    expect(texts.length).toBeGreaterThan(3);
    return texts.some((text) => text.includes('recharts-wrapper'));
  };
  await signInAs(page, stack, 'verified customer');
  for (const path of ['/buy', '/sell', '/transactions', '/account'])
    expect([path, await chartsOn(path)]).toEqual([path, false]);
  await signInAs(page, stack, 'operator');
  expect(await chartsOn('/ops')).toBe(true);
});
