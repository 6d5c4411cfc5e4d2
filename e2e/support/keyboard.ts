import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures';

/** More controls than any page has. */
const MAX_TABS = 80;

/** Presses Tab until the target has focus. The order of focus may not lose it. */
export async function tabTo(
  page: Page,
  target: Locator,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  await expect(target).toBeVisible();
  const focused = () => target.evaluate((element) => element.matches(':focus'));
  for (let presses = 0; !(await focused()); presses += 1) {
    expect(presses, `Tab did not reach ${target}`).toBeLessThan(MAX_TABS);
    await page.keyboard.press(key);
  }
}

/** Presses Enter on the target, once Tab has led there. */
export async function enter(page: Page, target: Locator, key?: 'Tab' | 'Shift+Tab'): Promise<void> {
  await tabTo(page, target, key);
  await page.keyboard.press('Enter');
}
