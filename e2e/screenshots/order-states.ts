import type { FrameLocator, Page } from '@playwright/test';
import { expect } from '../support/fixtures';
import { enterCard, placeOrder, press, statusBadge } from '../support/journey';
import { actAtProvider } from '../support/provider';
import type { Stack } from '../support/stack';
import { type State, signInAs } from './demo';

/** An order on its way, with the widget open and closed, and at each of its ends. */
export const orderStates: State[] = [
  { name: 'buy-widget-quote', open: (page) => openQuote(page, 'buy') },
  { name: 'buy-widget-identity', open: (page) => openIdentityCheck(page) },
  { name: 'buy-widget-declined', open: (page) => declineCard(page) },
  { name: 'buy-widget-completed', open: (page, demo) => completeInWidget(page, demo) },
  { name: 'buy-pending', open: (page, demo) => buy(page, demo) },
  { name: 'buy-processing', open: (page, demo) => buy(page, demo, 'pay') },
  { name: 'buy-completed', open: (page, demo) => buy(page, demo, 'pay', 'complete') },
  { name: 'buy-receipt', open: (page, demo) => printReceipt(page, demo) },
  {
    name: 'buy-failed-at-payment',
    open: async (page) => {
      await declineCard(page);
      await closeWidget(page);
    },
  },
  { name: 'buy-failed-at-delivery', open: (page, demo) => buy(page, demo, 'pay', 'fail') },
  { name: 'buy-cancelled', open: (page, demo) => buy(page, demo, 'cancel') },
  { name: 'sell-widget-quote', open: (page) => openQuote(page, 'sell') },
  { name: 'sell-widget-deposit', open: (page) => openDeposit(page) },
  { name: 'sell-waiting-for-deposit', open: (page, demo) => sell(page, demo) },
  { name: 'sell-processing', open: (page, demo) => sell(page, demo, 'deposit') },
  { name: 'sell-completed', open: (page, demo) => sell(page, demo, 'deposit', 'complete') },
  { name: 'sell-failed-at-payout', open: (page, demo) => sell(page, demo, 'deposit', 'fail') },
  {
    name: 'sell-deposit-window-expired',
    open: (page, demo) => sell(page, demo, 'expire_deposit_window'),
  },
  { name: 'sell-cancelled', open: (page, demo) => sell(page, demo, 'cancel') },
];

type Action = Parameters<typeof actAtProvider>[2];

const amounts = { buy: '180', sell: '250.5' };

const statusAfter: Record<Action, string> = {
  pay: 'Processing',
  deposit: 'Processing',
  complete: 'Completed',
  fail: 'Failed',
  expire_deposit_window: 'Failed',
  cancel: 'Cancelled',
};

async function openQuote(page: Page, type: 'buy' | 'sell'): Promise<FrameLocator> {
  await signInAs(page, 'Vera Verified');
  const { widget } = await placeOrder(page, type, amounts[type]);
  await expect(widget.getByRole('button', { name: 'Cancel order' })).toBeVisible();
  return widget;
}

async function openIdentityCheck(page: Page): Promise<void> {
  await signInAs(page, 'Nora New');
  const { widget } = await placeOrder(page, 'buy', amounts.buy);
  await press(widget, 'Continue');
  await expect(widget.getByRole('button', { name: 'Use sample document' })).toBeVisible();
}

async function declineCard(page: Page): Promise<void> {
  const widget = await openQuote(page, 'buy');
  await press(widget, 'Continue');
  await enterCard(widget, 'fails');
  await expect(widget.getByRole('heading', { name: 'Payment declined' })).toBeVisible();
  await expect(statusBadge(page, 'Failed')).toBeVisible();
}

async function completeInWidget(page: Page, demo: Stack): Promise<void> {
  const widget = await openQuote(page, 'buy');
  await press(widget, 'Continue');
  await enterCard(widget);
  await expect(statusBadge(page, 'Processing')).toBeVisible();
  await act(page, demo, ['complete']);
  await expect(widget.getByRole('heading', { name: 'Purchase complete' })).toBeVisible();
}

async function openDeposit(page: Page): Promise<void> {
  const widget = await openQuote(page, 'sell');
  await press(widget, 'Continue');
  await enterCard(widget);
  await expect(widget.locator('#deposit-address')).toBeVisible();
  await expect(page.getByRole('img', { name: 'QR code of the deposit address' })).toBeVisible();
}

export async function buy(page: Page, demo: Stack, ...actions: Action[]): Promise<void> {
  await openQuote(page, 'buy');
  await closeWidget(page);
  await act(page, demo, actions);
}

async function sell(page: Page, demo: Stack, ...actions: Action[]): Promise<void> {
  await openDeposit(page);
  await closeWidget(page);
  await act(page, demo, actions);
}

async function printReceipt(page: Page, demo: Stack): Promise<void> {
  await buy(page, demo, 'pay', 'complete');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('article', { name: 'Receipt' })).toBeVisible();
}

async function closeWidget(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Payment window' })).toHaveCount(0);
}

async function act(page: Page, demo: Stack, actions: Action[]): Promise<void> {
  for (const action of actions) {
    await actAtProvider(demo, page, action);
    await expect(statusBadge(page, statusAfter[action])).toBeVisible();
  }
}
