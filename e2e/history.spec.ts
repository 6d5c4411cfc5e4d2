import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { addBuysIn2019, addHistory } from './support/history';
import { signInAs } from './support/journey';

const in2019 = '?from=2019-01-01&to=2019-12-31';

const rows = (page: Page) => page.getByRole('table').getByRole('row');

test('filters are in the URL: they combine, survive a reload, and the back button takes them back', async ({
  page,
  stack,
}) => {
  await addHistory(stack, await signInAs(page, stack, 'verified customer'));
  await page.goto('/transactions');
  await page.getByLabel('Type').selectOption('Sell');
  await page.getByLabel('Status').selectOption('Failed');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL('/transactions?type=sell&status=failed');
  await expect(rows(page).getByRole('link', { name: /^Buy/ })).toHaveCount(0);
  const failed = await rows(page).count();
  await page.reload();
  await expect(rows(page)).toHaveCount(failed);
  await expect(page.getByLabel('Status')).toHaveValue('failed');
  await page.getByLabel('Status').selectOption('All');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL('/transactions?type=sell');
  await page.goBack();
  await expect(page).toHaveURL(/status=failed/);
  await expect(page.getByLabel('Status')).toHaveValue('failed');
  await page.getByRole('link', { name: 'Clear' }).click();
  await expect(page).toHaveURL('/transactions');
  await expect(page.getByLabel('Type')).toHaveValue('');
});

test('by keyboard alone, a transaction is found by how its merchant ID begins, and opened', async ({
  page,
  stack,
}) => {
  const userId = await signInAs(page, stack, 'verified customer');
  await addBuysIn2019(stack, userId, 60);
  await page.goto(`/transactions${in2019}`);
  await rows(page).getByRole('link', { name: 'Buy 60 USDT' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Buy 60 USDT' })).toBeVisible();
  const merchantId = await page
    .getByText(/^[\da-f]{8}-[\da-f-]{27}$/)
    .first()
    .textContent();
  await page.goto('/transactions');
  const search = page.getByLabel('Transaction ID');
  await search.focus();
  await page.keyboard.type(merchantId?.slice(0, 18).toUpperCase() ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 transaction', { exact: true })).toBeVisible();
  await expect(search).toBeFocused();
  await expect(rows(page)).toHaveCount(2);
  for (let i = 0; i < 20; i += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    if (name?.startsWith('Buy 60 USDT')) break;
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Buy 60 USDT' })).toBeVisible();
});

test('what cannot be read is dropped with a notice, and the rest stays', async ({
  page,
  stack,
}) => {
  await addHistory(stack, await signInAs(page, stack, 'verified customer'));
  await page.goto('/transactions?type=sell&status=lost&q=50%25');
  await expect(page.getByText('Part of the filter was ignored')).toBeVisible();
  await expect(page.getByRole('main').getByText('The status', { exact: true })).toBeVisible();
  await expect(page.getByRole('main').getByText('The transaction ID')).toBeVisible();
  await expect(page.getByLabel('Type')).toHaveValue('sell');
  await expect(
    rows(page)
      .getByRole('link', { name: /^Sell 400/ })
      .first(),
  ).toBeVisible();
  await expect(rows(page).getByRole('link', { name: /^Buy/ })).toHaveCount(0);
});

test('pages lead to the oldest transaction and back to the newest, within the filter', async ({
  page,
  stack,
}) => {
  const userId = await signInAs(page, stack, 'verified customer');
  await addBuysIn2019(stack, userId, 60);
  await page.goto(`/transactions${in2019}`);
  await expect(page.getByText('60 transactions')).toBeVisible();
  await expect(page.getByText('Bought 1,830.00 USDT')).toBeVisible();
  const first = () => rows(page).nth(1);
  for (const amount of ['60.00', '35.00', '10.00']) {
    await expect(first()).toContainText(amount);
    if (amount !== '10.00') await page.getByRole('link', { name: 'Older' }).click();
  }
  await expect(page.getByRole('link', { name: 'Older' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Newer' }).click();
  await expect(first()).toContainText('35.00');
  await page.getByRole('link', { name: 'Newest' }).click();
  await expect(first()).toContainText('60.00');
  await expect(page.getByRole('link', { name: 'Newer' })).toHaveCount(0);
});

test('without JavaScript the history is in place, and filter, pages and export work', async ({
  page,
  browser,
  stack,
}) => {
  const userId = await signInAs(page, stack, 'verified customer');
  await addHistory(stack, userId);
  await addBuysIn2019(stack, userId, 60);
  const storageState = await page.context().storageState();
  const plain = await browser.newContext({
    baseURL: stack.appUrl,
    storageState,
    javaScriptEnabled: false,
  });
  const noScript = await plain.newPage();
  await noScript.goto('/transactions');
  await expect(
    rows(noScript)
      .getByRole('link', { name: /^Sell 400/ })
      .first(),
  ).toBeVisible();
  await noScript.getByLabel('Status').selectOption('Completed');
  await noScript.getByLabel('From').fill('2019-01-01');
  await noScript.getByLabel('To', { exact: true }).fill('2019-12-31');
  await noScript.getByRole('button', { name: 'Apply' }).click();
  await expect(noScript.getByText('60 transactions')).toBeVisible();
  await expect(noScript.getByText('days in UTC')).toBeVisible();
  await noScript.getByRole('link', { name: 'Older' }).click();
  await expect(rows(noScript).nth(1)).toContainText('35.00');
  const href = await noScript.getByRole('link', { name: 'Export CSV' }).getAttribute('href');
  const csv = await (await noScript.request.get(href ?? '')).text();
  expect(csv.trimEnd().split('\r\n')).toHaveLength(61);
  await plain.close();
});

test("an export is a file of the signed-in customer's own transactions, and of nobody else's", async ({
  page,
  browser,
  stack,
  playwright,
}) => {
  const other = await browser.newPage({ baseURL: stack.appUrl });
  await addBuysIn2019(stack, await signInAs(other, stack, 'verified customer'), 60);
  await other.close();
  await addBuysIn2019(stack, await signInAs(page, stack, 'new customer'), 7);
  await page.goto(`/transactions${in2019}`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^transactions-\d{4}-\d\d-\d\d\.csv$/);
  const response = await page.request.get(`/api/transactions/export${in2019}`);
  expect(response.headers()).toMatchObject({
    'cache-control': 'no-store',
    'content-type': expect.stringContaining('text/csv'),
  });
  expect((await response.text()).trimEnd().split('\r\n')).toHaveLength(8);

  const unreadable = await page.request.get('/api/transactions/export?status=lost');
  expect(unreadable.status()).toBe(400);
  const stranger = await playwright.request.newContext({ baseURL: stack.appUrl });
  expect((await stranger.get('/api/transactions/export')).status()).toBe(401);
  await stranger.dispose();
});

test('days are meant in the time zone that was chosen, else in that of the browser', async ({
  page,
  stack,
}) => {
  await addBuysIn2019(stack, await signInAs(page, stack, 'verified customer'), 152);
  const search = async () => {
    await page.goto('/transactions');
    await page.getByLabel('From').fill('2019-06-01');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page).toHaveURL(/from=2019-06-01/);
    return new URL(page.url()).searchParams.get('zone');
  };
  const inBrowser = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  expect(await search()).toBe(inBrowser);
  await expect(rows(page)).toHaveCount(2);
  await page.goto('/account');
  await page.getByLabel('Time zone').selectOption({ label: 'Pacific/Kiritimati' });
  await expect(page.getByText(/^Now: .*GMT\+14$/)).toBeVisible();
  await expect(page.getByText('Saved in this browser.')).toBeVisible();
  expect(await search()).toBe('Pacific/Kiritimati');
  await page.getByLabel('To', { exact: true }).fill('2019-06-01');
  await page.getByRole('button', { name: 'Apply' }).click();
  // There, noon UTC of 31 May is on 1 June, and noon UTC of 1 June on the 2nd.
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).nth(1)).toContainText('151.00');
});
