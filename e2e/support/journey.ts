import type { FrameLocator, Locator, Page } from '@playwright/test';
import pg from 'pg';
import { sessionCookie } from '../../testing/session-cookie';
import { expect } from './fixtures';
import type { Stack } from './stack';

/** What a customer does in the app and in the widget. */

type Person = 'new customer' | 'verified customer' | 'operator';

/** Signs in as a new user, with a session cookie instead of the sign-in page. Returns the user's id. */
export async function signInAs(page: Page, stack: Stack, person: Person): Promise<string> {
  const id = crypto.randomUUID();
  const email = `${id}@example.com`;
  const client = new pg.Client(stack.databaseUrl);
  await client.connect();
  await client
    .query('INSERT INTO users (id, name, email, role) VALUES ($1, $2, $3, $4)', [
      ...[id, `A ${person}`, email, person === 'operator' ? 'operator' : 'customer'],
    ])
    .finally(() => client.end());
  if (person === 'verified customer') {
    const body = JSON.stringify({ email, kyc_status: 'verified' });
    const headers = { 'content-type': 'application/json' };
    const response = await stack.control(`/users/${id}`, { method: 'PUT', headers, body });
    expect(response.ok, await response.text()).toBe(true);
  }
  await signInAgain(page, stack, id);
  return id;
}

/** Signs an existing user in, in another browser for example. */
export async function signInAgain(page: Page, stack: Stack, userId: string): Promise<void> {
  const cookie = await sessionCookie(userId, stack.authSecret);
  await page.context().addCookies([{ ...cookie, url: stack.appUrl }]);
  await page.goto('/');
  await expect(page).toHaveURL(/\/(buy|ops)$/);
}

export type PlacedOrder = { widget: FrameLocator; transactionPath: string };

/** Submits the order form, which opens the order's page with the widget. */
export async function placeOrder(
  page: Page,
  type: 'buy' | 'sell',
  amount: string,
): Promise<PlacedOrder> {
  await page.goto(`/${type}`);
  await page.getByLabel(type === 'buy' ? 'You buy' : 'You sell').fill(amount);
  await page.getByRole('button', { name: 'Continue to' }).click();
  await expect(page).toHaveURL(/\/transactions\/[0-9a-f-]{36}$/);
  return { widget: widgetIn(page), transactionPath: new URL(page.url()).pathname };
}

export function widgetIn(page: Page): FrameLocator {
  return page.frameLocator('iframe[title="Proof payment widget"]');
}

export function press(widget: FrameLocator, name: string | RegExp): Promise<void> {
  return widget.getByRole('button', { name }).click();
}

export async function verifyIdentity(widget: FrameLocator): Promise<void> {
  await press(widget, 'Use sample document');
  await press(widget, 'Use sample photo');
}

/** Chooses to pay by card and fills in the card form. */
export async function enterCard(
  widget: FrameLocator,
  card: 'succeeds' | 'fails' = 'succeeds',
): Promise<void> {
  // The previous step has a button of the same name, which does nothing while its form is submitting.
  await expect(widget.getByRole('heading', { name: /^Choose how to/ })).toBeVisible();
  await press(widget, 'Continue');
  await press(widget, `Fill card that ${card}`);
  await press(widget, /^(Pay \d|Continue to deposit)/);
}

/** The confirmed status at the top of a transaction's page. */
export function statusBadge(page: Page, word: string): Locator {
  return page.getByRole('main').getByText(word, { exact: true }).first();
}

/** The entries of a transaction's event log, which is closed at first. */
export async function openEventLog(page: Page): Promise<Locator> {
  await page.getByText('Technical details').click();
  return page.getByRole('list', { name: 'Event log' }).getByRole('listitem');
}

/** Opens a page in a new window and marks it, so that expectNoReload can detect a reload. */
export async function openInNewWindow(page: Page, path: string): Promise<Page> {
  const follower = await page.context().newPage();
  await follower.goto(path);
  await expect(follower.getByText('Live', { exact: true })).toBeVisible();
  await follower.evaluate(() => document.body.setAttribute('data-not-reloaded', ''));
  return follower;
}

/** Chromium shows every tab of a test, so the tab is told otherwise. */
export async function setVisibility(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((visibility) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: visibility });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

export async function expectNoReload(page: Page): Promise<void> {
  await expect(page.locator('body[data-not-reloaded]')).toBeAttached();
}

/** A page that has started shows the exact time to the pointer, which stays there. */
export async function expectExactTime(time: Locator, exact: RegExp): Promise<void> {
  await expect(async () => {
    await time.page().mouse.move(0, 0);
    await time.hover();
    await expect(time).toHaveAttribute('title', exact, { timeout: 500 });
  }).toPass();
}
