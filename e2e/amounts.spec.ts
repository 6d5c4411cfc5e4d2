import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { signInAs } from './support/journey';

const locales = [
  { locale: 'en-US', typed: '1,234.56', shown: '1,234.56 USDT', ambiguous: '1.2340 USDT' },
  { locale: 'de-DE', typed: '1.234,56', shown: '1.234,56 USDT', ambiguous: '1.234,00 USDT' },
];

for (const { locale, typed, shown, ambiguous } of locales) {
  test.describe(locale, () => {
    test.use({ locale });

    test('an amount typed as people there write it is shown at the field and ordered as shown', async ({
      page,
      stack,
    }) => {
      const mismatches: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') mismatches.push(message.text());
      });
      await signInAs(page, stack, 'verified customer');
      await page.goto('/buy');
      await amountField(page).pressSequentially('1.234');
      await expect(page.getByText(ambiguous, { exact: true })).toBeVisible();
      await amountField(page).fill(typed);
      await expect(page.getByText(shown, { exact: true })).toBeVisible();
      expect(mismatches).toEqual([]);
      await page.getByRole('button', { name: 'Continue to payment' }).click();
      await expect(page.getByRole('heading', { name: 'Buy 1,234.56 USDT' })).toBeVisible();
    });
  });
}

test('a quick amount is chosen and ordered with the keyboard, and nothing moves', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  await page.goto('/buy');
  const submit = page.getByRole('button', { name: 'Continue to payment' });
  const before = await submit.boundingBox();
  await amountField(page).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Asset')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: '100', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(amountField(page)).toHaveValue('100');
  await expect(page.getByText('100.00 USDT', { exact: true })).toBeVisible();
  expect(await submit.boundingBox()).toEqual(before);
  await submit.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Buy 100 USDT' })).toBeVisible();
});

test('a link fills in what is offered and ignores the rest', async ({ page, stack }) => {
  await signInAs(page, stack, 'verified customer');
  await page.goto('/buy?amount=1234.5&asset=ERC20:USDT&previous=nonsense');
  await expect(amountField(page)).toHaveValue('1234.5');
  await expect(page.getByLabel('Asset')).toHaveValue('ERC20:USDT');
  await page.goto(
    '/buy?amount=1%2C5&asset=BITCOIN:BTC&previous=0192d3a0-0000-7000-8000-000000000001',
  );
  await expect(amountField(page)).toHaveValue('');
  await expect(page.getByLabel('Asset')).toHaveValue('TRC20:USDT');
  await expect(page.getByText('Starts your order')).toHaveCount(0);
});

test('a refused order keeps amount and asset', async ({ page, stack }) => {
  await signInAs(page, stack, 'verified customer');
  await page.goto('/buy');
  await page.getByLabel('Asset').selectOption('ERC20:USDT');
  await amountField(page).fill('0');
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await expect(page.getByText('Enter an amount greater than zero.')).toBeVisible();
  await expect(amountField(page)).toHaveValue('0');
  await expect(page.getByLabel('Asset')).toHaveValue('ERC20:USDT');
});

function amountField(page: Page) {
  return page.getByLabel('You buy');
}
