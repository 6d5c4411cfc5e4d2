import type { Page } from '@playwright/test';
import { query } from './support/database';
import { expect, test } from './support/fixtures';
import { enterCard, placeOrder, press, signInAs, statusBadge, widgetIn } from './support/journey';
import type { Stack } from './support/stack';

const waysToLeave: Record<string, (page: Page) => Promise<void>> = {
  reloading: async (page) => void (await page.reload()),
  'going back and returning': async (page) => {
    await page.goBack();
    await expect(page.getByLabel('You buy')).toBeVisible();
    await page.goForward();
  },
  'following another link and returning': async (page) => {
    await page.getByRole('link', { name: 'Transactions', exact: true }).first().click();
    await expect(page.getByRole('heading', { name: 'Transactions' })).toBeVisible();
    await page.goBack();
  },
  'closing the payment window': (page) =>
    page.getByRole('button', { name: 'Close', exact: true }).click(),
};

for (const [way, leave] of Object.entries(waysToLeave)) {
  test(`after ${way}, the customer reopens the widget of the same order and completes it`, async ({
    page,
    stack,
  }) => {
    await signInAs(page, stack, 'verified customer');
    const { widget, transactionPath } = await placeOrder(page, 'buy', '71');
    await expect(widget.getByRole('button', { name: 'Continue' })).toBeVisible();
    await leave(page);
    await expect(page).toHaveURL(new RegExp(`${transactionPath}$`));
    await expect.poll(() => wasOpened(stack, transactionPath)).toBe(true);
    // A page that the browser kept may say "Open". The server decides whether the token is used.
    await page.getByRole('button', { name: /^(Open|Reopen) the payment window$/ }).click();
    await logIn(page);
    await press(widgetIn(page), 'Continue');
    await enterCard(widgetIn(page));
    await expect(statusBadge(page, 'Completed')).toBeVisible();
  });
}

async function wasOpened(stack: Stack, transactionPath: string): Promise<boolean> {
  const id = transactionPath.split('/').at(-1) ?? '';
  const opened = 'SELECT 1 FROM transactions WHERE id = $1 AND session_opened_at IS NOT NULL';
  return (await query(stack, opened, [id])).length > 0;
}

/** The token is used, so the widget asks for a code from an email. */
async function logIn(page: Page): Promise<void> {
  await press(widgetIn(page), 'Fill in the code');
  await press(widgetIn(page), 'Log in');
}

test('leaving during a payment asks for confirmation, and leaving afterwards does not', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  const { widget } = await placeOrder(page, 'buy', '72');
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await press(widget, 'Continue');
  await page.reload({ timeout: 3_000 }).catch(() => {});
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await enterCard(widget);
  await expect(statusBadge(page, 'Completed')).toBeVisible();
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
});

test('on a phone, Escape closes the payment window and focus stays on the order', async ({
  page,
  stack,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs(page, stack, 'verified customer');
  const { widget } = await placeOrder(page, 'sell', '73');
  await expect(widget.getByRole('button', { name: 'Continue' })).toBeVisible();
  await page.getByRole('region', { name: 'Payment window' }).focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Payment window' })).toBeHidden();
  await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
  const reopen = page.getByRole('button', { name: 'Reopen the payment window' });
  await page.keyboard.press('Tab');
  await expect(reopen).toBeFocused();
});
