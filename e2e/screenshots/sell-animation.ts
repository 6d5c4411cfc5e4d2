import type { FrameLocator, Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { expect } from '../support/fixtures';
import { placeOrder, press, statusBadge } from '../support/journey';
import { actAtProvider } from '../support/provider';
import type { Stack } from '../support/stack';
import { signInAs } from './demo';

const FRAME_MS = 1_800;
const LAST_FRAME_MS = 4_000;

/** Takes a frame, scrolled so that the element is at the top. Without one, the top of the page. */
type AddFrame = (top?: Locator) => Promise<void>;

/** Makes the animation of README.md: a sell, from the order to the history. */
export async function recordSell(page: Page, demo: Stack): Promise<void> {
  const frames: Buffer[] = [];
  const addFrame: AddFrame = async (top = page.locator('html')) => {
    await top.evaluate((element) => element.scrollIntoView());
    frames.push(await page.screenshot({ animations: 'disabled' }));
  };
  await page.setViewportSize({ width: 1_024, height: 768 });
  await signInAs(page, 'Vera Verified');
  await page.goto('/sell');
  await page.getByLabel('You sell').fill('250.5');
  await addFrame();
  const { widget } = await placeOrder(page, 'sell', '250.5');
  await expect(widget.getByRole('button', { name: 'Cancel order' })).toBeVisible();
  await addFrame();
  await choosePayoutCard(page, widget, addFrame);
  await settle(page, demo, addFrame);
  await page.getByRole('link', { name: 'Transactions' }).first().click();
  await expect(page.getByRole('heading', { name: 'Transactions' })).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await addFrame();
  await writeAnimation(frames, 'docs/images/sell.webp');
}

async function choosePayoutCard(
  page: Page,
  widget: FrameLocator,
  addFrame: AddFrame,
): Promise<void> {
  const stage = page.getByRole('region', { name: 'Payment window' });
  await addFrame(stage);
  await press(widget, 'Continue');
  await expect(widget.getByRole('heading', { name: 'Choose how to get paid' })).toBeVisible();
  await addFrame(stage);
  await press(widget, 'Continue');
  await press(widget, 'Fill card that succeeds');
  await addFrame(stage);
  await press(widget, 'Continue to deposit');
  await expect(widget.locator('#deposit-address')).toBeVisible();
  await addFrame(stage);
  await page.getByRole('button', { name: 'Close', exact: true }).click();
}

async function settle(page: Page, demo: Stack, addFrame: AddFrame): Promise<void> {
  await expect(page.getByRole('img', { name: 'QR code of the deposit address' })).toBeVisible();
  await addFrame(page.getByRole('list', { name: 'Progress' }));
  await actAtProvider(demo, page, 'deposit');
  await expect(statusBadge(page, 'Processing')).toBeVisible();
  await addFrame();
  await actAtProvider(demo, page, 'complete');
  await expect(statusBadge(page, 'Completed')).toBeVisible();
  await addFrame();
}

async function writeAnimation(frames: Buffer[], file: string): Promise<void> {
  const delay = frames.map((_, index) => (index < frames.length - 1 ? FRAME_MS : LAST_FRAME_MS));
  await sharp(frames, { join: { animated: true } })
    .webp({ delay, loop: 0, quality: 80, effort: 6 })
    .toFile(file);
}
