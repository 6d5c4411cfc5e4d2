import { expect } from '../support/fixtures';
import type { State } from './demo';

const STORY_TIMEOUT_MS = 30_000;

/** The stage at the end of the lost-webhook story. */
export const stageState: State = {
  name: 'stage',
  open: async (page) => {
    await page.goto('/stage');
    await page.getByRole('button', { name: 'The lost webhook' }).click();
    const end = page.getByText('60 USDT is delivered, without a single message.');
    await expect(end).toBeVisible({ timeout: STORY_TIMEOUT_MS });
    const phone = page.frameLocator('iframe[title="The customer\'s phone"]');
    await expect(phone.getByText('Confirmed by asking Proof').first()).toBeInViewport();
  },
};
