import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { enterCard, placeOrder, press, signInAs, statusBadge } from './support/journey';
import { actAtProvider } from './support/provider';

// Nothing settles by itself, so each change happens while it is measured.
test.use({ stackSettings: { SIMULATOR_STEP_SECONDS: '600' } });

/** The limit of the whole visit. Google calls up to 0.1 good. */
const LIMIT = 0.02;

type Recorded = { shifts: string[]; total: number };
declare global {
  interface Window {
    layoutShift: Recorded;
  }
}

/** Adds up every movement that the user did not cause, from the first paint on. */
async function recordShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.layoutShift = { shifts: [], total: 0 };
    // Playwright reads a page as if the user had clicked, and nobody touches this one.
    Object.defineProperty(navigator, 'userActivation', { value: { isActive: false } });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources: { node: Node | null }[];
      })[]) {
        if (entry.hadRecentInput) continue;
        window.layoutShift.total += entry.value;
        const moved = entry.sources.map(({ node }) => node?.textContent?.slice(0, 40));
        window.layoutShift.shifts.push(`${entry.value.toFixed(4)} ${moved.join(' | ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

async function expectStill(page: Page): Promise<void> {
  // A frame's shifts are reported after it.
  await page.evaluate(async () => {
    const nextFrame = () => new Promise(requestAnimationFrame);
    await nextFrame();
    await nextFrame();
    await new Promise((resolve) => requestIdleCallback(resolve));
  });
  const { shifts, total } = await page.evaluate(() => window.layoutShift);
  expect(total, shifts.join('\n')).toBeLessThanOrEqual(LIMIT);
}

/** The order's page in a tab that only watches, from before the payment on. */
async function watch(page: Page, path: string): Promise<Page> {
  const watcher = await page.context().newPage();
  await watcher.setViewportSize(page.viewportSize() ?? { width: 1280, height: 844 });
  await recordShifts(watcher);
  await watcher.goto(path);
  await expect(watcher.getByText('Live', { exact: true })).toBeVisible();
  return watcher;
}

for (const width of [390, 1280]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 844 } });

    test('a sell moves nothing on a page that is open from the order to the payout', async ({
      page,
      stack,
    }) => {
      await signInAs(page, stack, 'verified customer');
      const { widget, transactionPath } = await placeOrder(page, 'sell', '31');
      await expect(widget.getByRole('button', { name: 'Continue' })).toBeVisible();
      const watcher = await watch(page, transactionPath);
      await press(widget, 'Continue');
      await enterCard(widget);
      await expect(watcher.getByRole('heading', { name: 'Send your deposit' })).toBeVisible();
      await expect(watcher.getByRole('img', { name: 'QR code of the deposit' })).toBeVisible();
      await actAtProvider(stack, watcher, 'deposit');
      await expect(statusBadge(watcher, 'Processing')).toBeVisible();
      await actAtProvider(stack, watcher, 'complete');
      await expect(statusBadge(watcher, 'Completed')).toBeVisible();
      await expect(watcher.getByRole('link', { name: 'New order' })).toBeVisible();
      await expectStill(watcher);
    });

    test('a buy moves nothing on an open page, up to its failure', async ({ page, stack }) => {
      await signInAs(page, stack, 'verified customer');
      const { transactionPath } = await placeOrder(page, 'buy', '32');
      const watcher = await watch(page, transactionPath);
      await actAtProvider(stack, watcher, 'pay');
      await expect(statusBadge(watcher, 'Processing')).toBeVisible();
      await actAtProvider(stack, watcher, 'fail');
      await expect(statusBadge(watcher, 'Failed')).toBeVisible();
      await expect(watcher.getByRole('link', { name: 'New order' })).toBeVisible();
      await expectStill(watcher);
    });
  });
}
