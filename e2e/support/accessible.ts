import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures';

/** Checks the page as it is: no violation that axe finds, and no horizontal scrolling. */
export async function expectAccessible(page: Page, exclude?: string): Promise<void> {
  expect(await accessibilityProblems(page, exclude), page.url()).toEqual([]);
}

/** What is wrong with the page as it is. `exclude` is the selector of what is checked elsewhere. */
export async function accessibilityProblems(page: Page, exclude?: string): Promise<string[]> {
  await page.evaluate(finishTransitions);
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

/** Otherwise axe sees a colour on its way, for example to the other theme. */
function finishTransitions(): void {
  for (const animation of document.getAnimations())
    if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
}
