import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { expect, test } from './support/fixtures';
import {
  enterCard,
  openInNewWindow,
  placeOrder,
  press,
  signInAs,
  statusBadge,
} from './support/journey';
import { actAtProvider } from './support/provider';

test.use({ stackSettings: { SIMULATOR_STEP_SECONDS: '600' } });

const sizes = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
] as const;

for (const viewport of sizes) {
  test(`at ${viewport.width} px, nothing moves while a sell goes from order to completed`, async ({
    page,
    stack,
  }) => {
    await signInAs(page, stack, 'verified customer');
    const { widget, transactionPath } = await placeOrder(page, 'sell', '61');
    const follower = await openInNewWindow(page, transactionPath);
    await follower.setViewportSize(viewport);
    await watchLayoutShifts(follower);
    await press(widget, 'Continue');
    await enterCard(widget);
    await expect(follower.getByText('Send only USDT')).toBeAttached();
    await actAtProvider(stack, follower, 'deposit');
    await expect(statusBadge(follower, 'Processing')).toBeAttached();
    await actAtProvider(stack, follower, 'complete');
    await expect(statusBadge(follower, 'Completed')).toBeAttached();
    expect(await layoutShift(follower)).toBeLessThanOrEqual(0.02);
  });

  test(`at ${viewport.width} px, nothing moves while a buy is paid and fails`, async ({
    page,
    stack,
  }) => {
    await signInAs(page, stack, 'verified customer');
    const { transactionPath } = await placeOrder(page, 'buy', '62');
    const follower = await openInNewWindow(page, transactionPath);
    await follower.setViewportSize(viewport);
    await watchLayoutShifts(follower);
    await actAtProvider(stack, follower, 'pay');
    await expect(statusBadge(follower, 'Processing')).toBeAttached();
    await actAtProvider(stack, follower, 'fail');
    await expect(statusBadge(follower, 'Failed')).toBeAttached();
    expect(await layoutShift(follower)).toBeLessThanOrEqual(0.02);
  });
}

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
  const [ground, ink] = await receipt.evaluate((element) => [
    getComputedStyle(document.body).backgroundColor,
    getComputedStyle(element).color,
  ]);
  expect(ground).toBe('rgb(255, 255, 255)');
  expect(lightness(ink ?? '')).toBeLessThan(0.4);
});

/** Of a colour that Chromium writes as oklch(lightness …). */
function lightness(color: string): number {
  return Number(/oklch\(([\d.]+)/.exec(color)?.[1] ?? Number.NaN);
}

declare global {
  interface Window {
    layoutShifts: { value: number; startTime: number }[];
  }
}

async function watchLayoutShifts(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.layoutShifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        window.layoutShifts.push({
          value: Reflect.get(entry, 'value'),
          startTime: entry.startTime,
        });
    }).observe({ type: 'layout-shift' });
  });
}

/** The sum of all shifts, which is at least what browsers call the cumulative layout shift. */
async function layoutShift(page: Page): Promise<number> {
  const shifts = await page.evaluate(async () => {
    // Entries are delivered after the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return window.layoutShifts;
  });
  return shifts.reduce((sum, { value }) => sum + value, 0);
}
