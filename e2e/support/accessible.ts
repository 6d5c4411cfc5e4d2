import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures';

/**
 * Checks the page as it is: no violation that axe finds, and no horizontal scrolling. `exclude` is the
 * selector of what is checked elsewhere.
 */
export async function expectAccessible(page: Page, exclude?: string): Promise<void> {
  const checked = new AxeBuilder({ page });
  const { violations } = await (exclude ? checked.exclude(exclude) : checked).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  const overflows = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(overflows, `${page.url()} scrolls horizontally`).toBe(false);
}
