import type { Locator } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { expect, test } from './support/fixtures';
import { enterCard, placeOrder, press, signInAs, statusBadge } from './support/journey';
import { actAtProvider } from './support/provider';

test.use({ stackSettings: { SIMULATOR_STEP_SECONDS: '600' } });

for (const colorScheme of ['light', 'dark'] as const) {
  test(`in ${colorScheme} mode, at 320 px, each state is accessible and does not scroll sideways`, async ({
    page,
    stack,
  }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await page.emulateMedia({ colorScheme });
    await signInAs(page, stack, 'verified customer');
    const { widget } = await placeOrder(page, 'sell', '1250.5');
    await press(widget, 'Continue');
    await enterCard(widget);
    await expect(widget.locator('#deposit-address')).toBeVisible();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(page.getByText('Send only USDT')).toBeVisible();
    await page.getByText('Technical details').click();
    await expectAccessible(page);
    await actAtProvider(stack, page, 'deposit');
    await expect(statusBadge(page, 'Processing')).toBeVisible();
    await expectAccessible(page);
    await actAtProvider(stack, page, 'fail');
    await expect(statusBadge(page, 'Failed')).toBeVisible();
    await expectAccessible(page);
  });
}

test('in forced colours, the progress keeps its lines, and an unfinished one is dotted', async ({
  page,
  stack,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await signInAs(page, stack, 'verified customer');
  await placeOrder(page, 'buy', '63');
  const lines = page.getByRole('list', { name: 'Progress' }).locator('li > span > span.flex-1');
  await expect(lines).toHaveCount(3);
  const styles = await lines.evaluateAll((elements) =>
    elements.map((element) => {
      const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(element);
      const { backgroundColor } = getComputedStyle(document.body);
      return [borderTopStyle, borderTopWidth, borderTopColor !== backgroundColor];
    }),
  );
  expect(styles).toEqual([
    ['solid', '2px', true],
    ['dotted', '2px', true],
    ['dotted', '2px', true],
  ]);
});

test('on paper, a completed transaction is a receipt on white, without navigation', async ({
  page,
  stack,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await signInAs(page, stack, 'verified customer');
  await placeOrder(page, 'buy', '64');
  await actAtProvider(stack, page, 'pay');
  await expect(statusBadge(page, 'Processing')).toBeVisible();
  await actAtProvider(stack, page, 'complete');
  await expect(page.getByRole('button', { name: 'Print receipt' })).toBeVisible();
  const receipt = page.getByRole('article', { name: 'Receipt' });
  await expect(receipt).toBeHidden();

  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  await expect(receipt).toBeVisible();
  await expect(receipt.getByRole('heading', { name: 'Receipt' })).toBeVisible();
  await expect(receipt).toContainText('64 USDT');
  await expect(receipt).toContainText(/completed, confirmed \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/);
  await expect(page.getByRole('navigation').filter({ visible: true })).toHaveCount(0);
  await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
  expect(await brightness(receipt, 'background')).toBe(255);
  expect(await brightness(receipt, 'ink')).toBeLessThan(100);
});

/** From 0 to 255, of the ground under an element or of its text, as the browser paints it. */
function brightness(element: Locator, part: 'background' | 'ink'): Promise<number> {
  return element.evaluate((node, which) => {
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    if (!context) return Number.NaN;
    const { backgroundColor } = getComputedStyle(document.body);
    context.fillStyle = which === 'ink' ? getComputedStyle(node).color : backgroundColor;
    context.fillRect(0, 0, 1, 1);
    return Math.max(...context.getImageData(0, 0, 1, 1).data.slice(0, 3));
  }, part);
}
