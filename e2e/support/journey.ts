import type { FrameLocator, Locator, Page } from '@playwright/test';
import { expect } from './fixtures';

/** What a customer does in the app and in the widget. */

export async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name }).click();
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

/** Opens a page in a new window and marks it, so that expectNoReload can detect a reload. */
export async function openInNewWindow(page: Page, path: string): Promise<Page> {
  const follower = await page.context().newPage();
  await follower.goto(path);
  await expect(follower.getByText('Live', { exact: true })).toBeVisible();
  await follower.evaluate(() => document.body.setAttribute('data-not-reloaded', ''));
  return follower;
}

export async function expectNoReload(page: Page): Promise<void> {
  await expect(page.locator('body[data-not-reloaded]')).toBeAttached();
}
