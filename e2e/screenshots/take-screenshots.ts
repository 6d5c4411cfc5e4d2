import type { Page } from '@playwright/test';
import sharp from 'sharp';

const viewports = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];
const colorSchemes = ['light', 'dark'] as const;

/** The pictures that README.md shows, by their names in docs/images. */
const documented: Record<string, string> = {
  'sell-waiting-for-deposit.1280.light.png': 'transaction.png',
  'ops.1280.dark.png': 'console.png',
  'control-room.1280.light.png': 'control-room.png',
  'stage.1280.light.png': 'stage.png',
};

/** Takes the whole page as it is, wide and narrow, light and dark. */
export async function takeScreenshots(page: Page, state: string): Promise<void> {
  for (const viewport of viewports)
    for (const colorScheme of colorSchemes) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await page.setViewportSize({ ...viewport, height: await heightOf(page) });
      const file = `${state}.${viewport.width}.${colorScheme}.png`;
      const path = `.data/screenshots/${file}`;
      const picture = await page.screenshot({ path, animations: 'disabled' });
      const image = documented[file];
      if (image)
        await sharp(picture)
          .extract({ left: 0, top: 0, ...viewport })
          .png({ palette: true, effort: 10 })
          .toFile(`docs/images/${image}`);
    }
}

/** Of the page, except when the widget covers it, as it does on a phone. */
function heightOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const stage = document.querySelector('[data-takes-screen]');
    const covered = stage && getComputedStyle(stage).position === 'fixed';
    return covered ? window.innerHeight : document.documentElement.scrollHeight;
  });
}
