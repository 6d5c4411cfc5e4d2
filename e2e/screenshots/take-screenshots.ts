import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { accessibilityProblems } from '../support/accessible';
import { expect } from '../support/fixtures';

/** A picture is taken at the widths with a height. */
const viewports: { width: number; height?: number }[] = [
  { width: 320 },
  { width: 390, height: 844 },
  { width: 640 },
  { width: 820 },
  { width: 1280, height: 900 },
  { width: 1440 },
];
const ANY_HEIGHT = 900;
const colorSchemes = ['light', 'dark'] as const;

/** The pictures that README.md shows, by their names in docs/images. */
const documented: Record<string, string> = {
  'sell-waiting-for-deposit.1280.light.png': 'transaction.png',
  'ops.1280.dark.png': 'console.png',
  'control-room.1280.light.png': 'control-room.png',
  'stage.1280.light.png': 'stage.png',
};

/** Checks the page in each width and colour scheme, and takes all of it, wide and narrow. */
export async function takeScreenshots(page: Page, state: string): Promise<void> {
  for (const colorScheme of colorSchemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Colours fade to those of the scheme, even with reduced motion for a moment.
    await page.waitForFunction(() => document.getAnimations().length === 0);
    for (const { width, height } of viewports) {
      await page.setViewportSize({ width, height: height ?? ANY_HEIGHT });
      const problems = await accessibilityProblems(page, 'iframe');
      expect.soft(problems, `${state} at ${width} px, ${colorScheme}`).toEqual([]);
      if (height)
        await takeScreenshot(page, `${state}.${width}.${colorScheme}.png`, { width, height });
    }
  }
}

async function takeScreenshot(
  page: Page,
  file: string,
  viewport: { width: number; height: number },
): Promise<void> {
  await page.setViewportSize({ ...viewport, height: await heightOf(page) });
  const picture = await page.screenshot({
    path: `.data/screenshots/${file}`,
    animations: 'disabled',
  });
  const image = documented[file];
  if (image)
    await sharp(picture)
      .extract({ left: 0, top: 0, ...viewport })
      .png({ palette: true, effort: 10 })
      .toFile(`docs/images/${image}`);
}

/** Of the page, except when the widget covers it, as it does on a phone. */
function heightOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const stage = document.querySelector('[data-takes-screen]');
    const covered = stage && getComputedStyle(stage).position === 'fixed';
    return covered ? window.innerHeight : document.documentElement.scrollHeight;
  });
}
