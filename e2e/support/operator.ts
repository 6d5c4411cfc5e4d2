import type { Browser, Locator, Page } from '@playwright/test';
import { expect } from './fixtures';
import { enterCard, placeOrder, press, signInAs, statusBadge } from './journey';
import { proofIdOn } from './provider';
import type { Stack } from './stack';

/** A completed buy, and an operator who has only the customer's email address and the Proof ID. */
export async function askAboutABuy(page: Page, browser: Browser, stack: Stack) {
  const customerId = await signInAs(page, stack, 'verified customer');
  const { widget } = await placeOrder(page, 'buy', '61');
  await press(widget, 'Continue');
  await enterCard(widget);
  await expect(statusBadge(page, 'Completed')).toBeVisible({ timeout: 20_000 });
  const proofId = await proofIdOn(page);
  const context = await browser.newContext({
    baseURL: stack.appUrl,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const operator = await context.newPage();
  await signInAs(operator, stack, 'operator');
  return { operator, email: `${customerId}@example.com`, proofId };
}

/** Opens the newest of the deliveries that the page lists. */
export async function openDelivery(operator: Page): Promise<Locator> {
  const deliveries = operator.getByRole('table', { name: 'Webhook deliveries' });
  await deliveries.getByRole('link', { name: 'view the delivery' }).first().click();
  const decision = operator.getByRole('list', { name: 'Decision' });
  await expect(decision).toBeVisible();
  return decision;
}

/** Finds the order from the overview, and opens it. */
export async function findOrder(operator: Page, text: string): Promise<void> {
  await operator.goto('/ops');
  await operator.getByRole('searchbox', { name: 'Find an order' }).fill(text);
  await operator.keyboard.press('Enter');
  await operator.getByRole('link', { name: 'Buy 61 USDT' }).click();
  await expect(operator.getByRole('heading', { name: 'Buy 61 USDT' })).toBeVisible();
}
