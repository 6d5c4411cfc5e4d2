import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { query } from './support/database';
import { expect, test } from './support/fixtures';
import {
  expectExactTime,
  openInNewWindow,
  setVisibility,
  signInAgain,
  signInAs,
} from './support/journey';

/** A brand whose accent is hard to read on white, and a mail server that accepts nothing. */
test.use({
  stackSettings: {
    BRAND_NAME: 'Sunrise Pay',
    BRAND_ACCENT: '#ffcc00',
    BRAND_SUPPORT_EMAIL: 'help@sunrise.example',
    AUTH_EMAIL_SERVER: 'smtp://127.0.0.1:9',
    AUTH_EMAIL_FROM: 'Sunrise Pay <no-reply@sunrise.example>',
  },
});

/** Well below the 15 seconds after which a page would notice without being told. */
const atSignIn = { timeout: 8_000 };

test('the home page says what this is, under the brand of the environment', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveTitle('Sunrise Pay');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Buy and sell crypto/);
  await expect(page.getByRole('link', { name: 'help@sunrise.example' })).toBeVisible();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page).toHaveTitle('Sign in · Sunrise Pay');
});

test("the icons are in the brand's colour", async ({ page, request }) => {
  await page.goto('/');
  const href = (rel: string) => page.locator(`link[rel="${rel}"]`).getAttribute('href');
  const icon = await request.get((await href('icon')) ?? '');
  expect(icon.headers()['content-type']).toContain('image/svg+xml');
  expect(await icon.text()).toContain('fill="#ffcc00"');
  const appleIcon = await request.get((await href('apple-touch-icon')) ?? '');
  expect(appleIcon.headers()['content-type']).toBe('image/png');
  // The width and height in the header of a PNG.
  const png = await appleIcon.body();
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([180, 180]);
});

test('a chosen theme is in the first response of every page, and the system counts without one', async ({
  page,
  stack,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await signInAs(page, stack, 'new customer');
  await page.goto('/account');
  const light = await background(page);
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect.poll(() => background(page)).not.toBe(light);
  const dark = await background(page);
  const response = await page.goto('/buy');
  expect(await response?.text()).toMatch(/<html[^>]* data-theme="dark"/);
  expect(await background(page)).toBe(dark);
  await page.goto('/account');
  await page.getByRole('radio', { name: 'Dark' }).press('ArrowLeft');
  await page.getByRole('radio', { name: 'Light' }).press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'System' })).toBeChecked();
  await expect.poll(() => background(page)).toBe(light);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => background(page)).toBe(dark);
});

test('a choice that gets no response is not saved, and the page says so', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  await page.goto('/account');
  const zone = page.getByLabel('Time zone');
  await page.route('**/account', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await zone.selectOption('Europe/Berlin');
  await expect(page.getByText("Your choice wasn't saved")).toBeVisible();
  await expect(zone).toHaveValue('');
});

test('exact times are in the chosen time zone', async ({ page, stack }) => {
  await signInAs(page, stack, 'operator');
  await page.goto('/account');
  await expect(page.getByText('Not verified yet', { exact: true })).toBeVisible();
  const saved = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByLabel('Time zone').selectOption({ label: 'Asia/Tokyo' });
  await expect(page.getByText(/^Now: .*GMT\+9$/)).toBeVisible();
  await saved;
  await page.reload();
  await expect(page.getByLabel('Time zone')).toHaveValue('Asia/Tokyo');
  // The identity status above was a call to the provider.
  await page.goto('/ops/calls');
  await expectExactTime(page.locator('time').first(), / UTC · .*GMT\+9$/);
});

test('the account page shows the identity status, and works when the provider does not', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  // The buy page has asked, too, and has its response.
  await expect(page.getByText('Your identity is verified')).toBeVisible();
  const queued = await stack.control('/faults', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ endpoint: 'kyc', httpStatus: 503, times: 1 }),
  });
  expect(queued.status).toBe(201);
  const unavailable = page.getByText('Status unavailable');
  // For a few seconds the app remembers the status that the buy page asked for.
  await expect(async () => {
    await page.goto('/account');
    await expect(unavailable.or(page.getByText('Verified', { exact: true }))).toBeVisible();
    expect(await unavailable.isVisible()).toBe(true);
  }).toPass();
  await expect(page.getByRole('button', { name: 'Sign out', exact: true })).toBeEnabled();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Verified', { exact: true })).toBeVisible();
});

test('signing out ends every open page of the browser and no other; everywhere ends the rest', async ({
  page,
  browser,
  stack,
}) => {
  const userId = await signInAs(page, stack, 'new customer');
  const tab = await openInNewWindow(page, '/transactions');
  const elsewhere = await browser.newPage({ baseURL: stack.appUrl });
  await signInAgain(elsewhere, stack, userId);
  await elsewhere.goto('/transactions');
  const live = elsewhere.getByText('Live', { exact: true });
  await expect(live).toBeVisible();
  await page.goto('/account');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(tab).toHaveURL(/\/sign-in$/, atSignIn);
  await expect(page).toHaveURL(/\/sign-in$/);
  await expect(live).toBeVisible();

  await signInAgain(page, stack, userId);
  await page.goto('/account');
  await page.getByRole('button', { name: 'Sign out on all devices' }).click();
  await expect(elsewhere).toHaveURL(/\/sign-in$/, atSignIn);
  await elsewhere.goto('/transactions');
  await expect(elsewhere).toHaveURL(/\/sign-in\?next=%2Ftransactions$/);
  await elsewhere.close();
});

test('a sign-out that another process stores ends the pages of this one', async ({
  page,
  stack,
}) => {
  const userId = await signInAs(page, stack, 'new customer');
  const tab = await openInNewWindow(page, '/transactions');
  await query(stack, 'UPDATE users SET sign_in_version = sign_in_version + 1 WHERE id = $1', [
    userId,
  ]);
  await expect(tab).toHaveURL(/\/sign-in$/, atSignIn);
});

test('a sign-out that cannot be stored says so, and works once it can', async ({ page, stack }) => {
  const userId = await signInAs(page, stack, 'new customer');
  await page.goto('/account');
  const signOut = page.getByRole('button', { name: 'Sign out', exact: true });
  await query(stack, `ALTER TABLE ended_sign_ins ADD CHECK (user_id <> '${userId}')`);
  await signOut.click();
  await expect(page.getByRole('heading', { name: "We couldn't load this page" })).toBeVisible();
  await query(stack, 'ALTER TABLE ended_sign_ins DROP CONSTRAINT ended_sign_ins_user_id_check');
  await page.getByRole('button', { name: 'Try again' }).click();
  await signOut.click();
  await expect(page).toHaveURL(/\/sign-in$/);
});

test('the account menu closes with Escape, which returns the focus, and with a click outside', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'new customer');
  const button = page.getByRole('button', { name: 'Account menu' });
  const account = page.getByRole('link', { name: 'Account' });
  await button.press('Enter');
  await page.keyboard.press('Tab');
  await expect(account).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(account).toBeHidden();
  await expect(button).toBeFocused();
  await button.click();
  await expect(account).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await expect(account).toBeHidden();
  await button.click();
  await account.click();
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.getByRole('heading', { name: 'Account', exact: true })).toBeVisible();
  await expect(account).toBeHidden();
});

test('without JavaScript, the account menu opens and signs out', async ({ browser, stack }) => {
  const context = await browser.newContext({ baseURL: stack.appUrl, javaScriptEnabled: false });
  const page = await context.newPage();
  await signInAs(page, stack, 'new customer');
  await page.getByRole('button', { name: 'Account menu' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await context.close();
});

test('a tab that was hidden during the sign-out leaves once it is seen again', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'new customer');
  const tab = await openInNewWindow(page, '/transactions');
  await setVisibility(tab, 'hidden');
  await page.getByRole('button', { name: 'Account menu' }).press('Enter');
  await page.getByRole('button', { name: 'Sign out' }).press('Enter');
  await expect(page).toHaveURL(/\/sign-in$/);
  await expect(tab).toHaveURL(/\/transactions$/);
  await setVisibility(tab, 'visible');
  await expect(tab).toHaveURL(/\/sign-in$/, atSignIn);
});

test('a hidden tab leaves when another user signed in in the meantime', async ({ page, stack }) => {
  await signInAs(page, stack, 'new customer');
  const tab = await openInNewWindow(page, '/transactions');
  await setVisibility(tab, 'hidden');
  await signInAs(page, stack, 'operator');
  await setVisibility(tab, 'visible');
  await expect(tab).toHaveURL(/\/ops$/, atSignIn);
});

test('when no email can be sent, the sign-in page says so', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('Email address').fill('kim@example.com');
  await page.getByRole('button', { name: 'Send sign-in link' }).click();
  await expect(
    page.getByText("We couldn't send the email, or have sent several already."),
  ).toBeVisible();
});

test('with a yellow accent, no page has an accessibility violation or scrolls sideways, in any width and theme', async ({
  page,
  stack,
}) => {
  // Axe runs 31 times.
  test.setTimeout(300_000);
  const check = async (path: string) => {
    await page.goto(path);
    for (const width of [320, 390, 1440])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page);
      }
  };
  await check('/');
  await check('/sign-in');
  await signInAs(page, stack, 'verified customer');
  await check('/account');
  await check('/buy');
  await check('/transactions');
  await page.getByRole('button', { name: 'Account menu' }).click();
  await expect(page.getByRole('link', { name: 'Account' })).toBeVisible();
  await expectAccessible(page);
});

function background(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}
