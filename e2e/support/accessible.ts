import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures';

/** Checks the page as it is: no violation that axe finds, and no horizontal scrolling. */
export async function expectAccessible(page: Page, exclude?: string): Promise<void> {
  expect(await accessibilityProblems(page, exclude), page.url()).toEqual([]);
}

/** What is wrong with the page as it is. `exclude` is the selector of what is checked elsewhere. */
export async function accessibilityProblems(page: Page, exclude?: string): Promise<string[]> {
  const checked = new AxeBuilder({ page });
  const { violations } = await (exclude ? checked.exclude(exclude) : checked).analyze();
  const overflows = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    ...(overflows ? ['the page scrolls horizontally'] : []),
  ];
}
