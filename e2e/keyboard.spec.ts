import { expect, test } from './support/fixtures';
import { addHistory } from './support/history';
import { placeOrder, signInAs, statusBadge, widgetIn } from './support/journey';
import { enter, tabTo } from './support/keyboard';

test.describe('by keyboard alone', () => {
  test('a customer is verified, sells, leaves the payment window and reopens it', async ({
    page,
    stack,
  }) => {
    await signInAs(page, stack, 'new customer');
    await enter(page, page.getByRole('link', { name: 'Sell', exact: true }));
    await expect(page.getByRole('heading', { level: 1, name: 'Sell crypto' })).toBeVisible();
    await tabTo(page, page.getByLabel('You sell'));
    await page.keyboard.type('25');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/transactions\/[0-9a-f-]{36}$/);

    const widget = widgetIn(page);
    const button = (name: string) => widget.getByRole('button', { name, exact: true });
    await enter(page, button('Continue'));
    await enter(page, button('Use sample document'));
    await enter(page, button('Use sample photo'));
    await expect(widget.getByRole('heading', { name: /^Choose how to/ })).toBeVisible();
    await enter(page, button('Continue'));
    await enter(page, button('Fill card that succeeds'));
    await enter(page, button('Continue to deposit'));
    await expect(widget.locator('#deposit-address')).toBeVisible();

    await enter(page, page.getByRole('button', { name: 'Close', exact: true }), 'Shift+Tab');
    await tabTo(page, page.getByRole('button', { name: 'Copy the deposit address' }));
    await enter(page, page.getByRole('button', { name: 'Reopen the payment window' }));
    await expect(widget.getByRole('heading').first()).toBeVisible();
    await expect(statusBadge(page, 'Pending')).toBeVisible();
  });

  test('a customer buys with a second card, and reads the technical details', async ({
    page,
    stack,
  }) => {
    await signInAs(page, stack, 'verified customer');
    await tabTo(page, page.getByLabel('You buy'));
    await page.keyboard.type('40');
    await page.keyboard.press('Enter');
    const widget = widgetIn(page);
    const button = (name: string | RegExp) => widget.getByRole('button', { name });
    await enter(page, button('Continue'));
    const choose = widget.getByRole('heading', { name: 'Choose how to pay' });
    await expect(choose).toBeVisible();
    await enter(page, button('Continue'));
    await enter(page, button('Fill card that fails'));
    await enter(page, button(/^Pay \d/));
    await enter(page, button('Try again'));
    await expect(choose).toBeVisible();
    await enter(page, button('Continue'));
    await enter(page, button('Fill card that succeeds'));
    await enter(page, button(/^Pay \d/));
    await expect(statusBadge(page, 'Completed')).toBeVisible();
    await enter(page, page.getByText('Technical details'));
    await expect(page.getByRole('list', { name: 'Event log' })).toBeVisible();
    await enter(page, page.getByRole('link', { name: 'New order' }), 'Shift+Tab');
    await expect(page).toHaveURL(/\/buy$/);
  });

  test('a customer filters, exports and clears the history', async ({ page, stack }) => {
    await addHistory(stack, await signInAs(page, stack, 'verified customer'));
    await page.goto('/transactions');
    await tabTo(page, page.getByLabel('Type'));
    await page.keyboard.type('Sell');
    await tabTo(page, page.getByLabel('Status'));
    await page.keyboard.type('Failed');
    await enter(page, page.getByRole('button', { name: 'Apply' }));
    await expect(page).toHaveURL('/transactions?type=sell&status=failed');
    await expect(page.getByRole('button', { name: 'Apply' })).toBeFocused();
    const download = page.waitForEvent('download');
    await enter(page, page.getByRole('link', { name: 'Export CSV' }), 'Shift+Tab');
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
    await enter(page, page.getByRole('link', { name: 'Clear' }));
    await expect(page).toHaveURL('/transactions');
  });

  test('a customer changes the theme, cancels an order and signs out everywhere', async ({
    page,
    stack,
  }) => {
    await signInAs(page, stack, 'verified customer');
    const { widget } = await placeOrder(page, 'buy', '41');
    await enter(page, widget.getByRole('button', { name: 'Cancel' }));
    await expect(statusBadge(page, 'Cancelled')).toBeVisible();
    await enter(page, page.getByRole('button', { name: /^Account menu/ }), 'Shift+Tab');
    await enter(page, page.getByRole('link', { name: 'Account', exact: true }));
    await tabTo(page, page.getByRole('radio', { name: 'System' }));
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: 'Light' })).toBeChecked();
    await enter(page, page.getByRole('button', { name: 'Sign out on all devices' }));
    await expect(page).toHaveURL(/\/sign-in$/);
  });

  test('an operator finds the failed calls, the deliveries and an order', async ({
    page,
    stack,
  }) => {
    await signInAs(page, stack, 'operator');
    await enter(page, page.getByRole('link', { name: 'Provider calls' }));
    await tabTo(page, page.getByLabel('Show'));
    await page.keyboard.press('F');
    await enter(page, page.getByRole('button', { name: 'Apply' }));
    await expect(page).toHaveURL(/\/ops\/calls\?.*show=failed/);
    await enter(page, page.getByRole('link', { name: 'Deliveries', exact: true }));
    await expect(page).toHaveURL('/ops/deliveries');
    // Above the links. Forward, every row of the list comes first.
    await tabTo(page, page.getByRole('searchbox', { name: 'Find an order' }), 'Shift+Tab');
    await page.keyboard.type('verified@');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL('/ops/transactions?q=verified%40');
  });
});
