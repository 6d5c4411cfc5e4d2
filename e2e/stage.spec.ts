import type { Page } from '@playwright/test';
import { demoUsers } from '../lib/demo-users';
import { expectAccessible } from './support/accessible';
import { expect, test } from './support/fixtures';
import { enter, tabTo } from './support/keyboard';
import type { Stack } from './support/stack';

test.use({ stackSettings: { SIMULATOR_DEMO_USERS: JSON.stringify(demoUsers) } });

/** A story takes as long as an audience needs to follow it. */
const STORY_TIMEOUT_MS = 60_000;

const phoneOf = (page: Page) => page.frameLocator('iframe[title="The customer\'s phone"]');
const providerOf = (page: Page) => page.frameLocator('iframe[title="The provider\'s side"]');
const count = (page: Page, name: string) =>
  providerOf(page).locator('.count', { hasText: name }).locator('dd');

async function tell(page: Page, story: string, ...lines: string[]): Promise<void> {
  test.setTimeout(2 * STORY_TIMEOUT_MS);
  await page.goto('/stage');
  // Noted in the page, because a line is shown for a few seconds only.
  const shown = await page.evaluateHandle(() => {
    const texts = new Set<string>();
    const note = () => {
      for (const text of document.querySelectorAll('[aria-live=polite] > p'))
        texts.add(text.textContent ?? '');
    };
    const changes = { subtree: true, childList: true, characterData: true };
    new MutationObserver(note).observe(document.body, changes);
    return texts;
  });
  await page.getByRole('button', { name: story }).click();
  const read = () => shown.evaluate((texts) => [...texts]);
  for (const line of lines) await expect.poll(read, { timeout: STORY_TIMEOUT_MS }).toContain(line);
}

test('with one click and no network, a customer sells, and both sides say so', async ({
  page,
  context,
}) => {
  const left: string[] = [];
  await context.route(
    ({ hostname }) => !['localhost', '127.0.0.1'].includes(hostname),
    (route) => {
      left.push(route.request().url());
      return route.abort();
    },
  );
  await tell(page, 'Sell end to end', '120 USDT arrived. Proof sends the payout.');
  await expect(page.getByText(/ EUR is on its way to the card\.$/)).toBeVisible({
    timeout: STORY_TIMEOUT_MS,
  });
  const timeline = phoneOf(page).getByRole('list', { name: 'Timeline' });
  await expect(timeline.getByText('Payout sent')).toBeVisible();
  await expect(providerOf(page).getByText('Vera Verified: sell 120 USDT on TRC20')).toBeVisible();
  await expect(count(page, 'Webhooks sent')).toHaveText('2');
  expect(left).toEqual([]);
});

test('a declined card is retried on the same order', async ({ page }) => {
  await tell(
    page,
    'Declined, then retried',
    'The bank declines the card.',
    'The customer uses another card.',
    '80 USDT is delivered after all.',
  );
  const timeline = phoneOf(page).getByRole('list', { name: 'Timeline' });
  await expect(timeline.getByText('Failed at payment')).toBeVisible();
  await expect(timeline.getByText('Crypto delivered')).toBeVisible();
});

test('without any message the page still updates, and the provider shows what was dropped', async ({
  page,
}) => {
  await tell(
    page,
    'The lost webhook',
    'Every webhook and every WebSocket message is dropped.',
    '60 USDT is delivered, without a single message.',
  );
  await expect(count(page, 'Webhooks sent')).toHaveText('0');
  await expect(count(page, 'Messages dropped')).not.toHaveText('0');
  await expect(providerOf(page).getByText('✕ webhook dropped').first()).toBeVisible();
  await expect(
    phoneOf(page).getByText('Confirmed by asking Proof; no webhook arrived').first(),
  ).toBeVisible();
});

test('250 messages change the order twice and the balance once', async ({ page }) => {
  await tell(
    page,
    'The flood',
    'Proof sends each message 50 times.',
    'Old messages arrive after the end. The order stays completed.',
  );
  await expect(count(page, 'Webhooks sent')).toHaveText('250');
  const timeline = phoneOf(page).getByRole('list', { name: 'Timeline' });
  await expect(timeline.getByText('90.00 USDT was added to your balance.')).toHaveCount(1);
  await expect(timeline.getByRole('listitem')).toHaveCount(3);
});

test('one reset ends the story and gives app and simulator their first data again', async ({
  page,
  stack,
}) => {
  await tell(page, 'The lost webhook', 'The customer pays. Watch what the provider sends.');
  const frame = page.locator('iframe[title="The provider\'s side"]');
  await expect(frame).toHaveAttribute('src', /tx=/);
  const id = new URL((await frame.getAttribute('src')) ?? '').searchParams.get('tx');
  const statusOfOrder = async () => (await stack.control(`/transactions/${id}`)).status;
  expect(await statusOfOrder()).toBe(200);
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(page.getByText(/^App and simulator were reset in \d+\.\d s\.$/)).toBeVisible({
    timeout: STORY_TIMEOUT_MS,
  });
  await expect(page.getByText('Choose a story.', { exact: true })).toBeVisible();
  expect(await statusOfOrder()).toBe(404);
  expect(await activeFaults(stack)).toEqual([]);
});

test('the phone follows the customer and the brand', async ({ page }) => {
  await page.goto('/stage');
  await page.getByLabel('Customer').selectOption('Nora New');
  const menu = phoneOf(page).getByRole('button', { name: 'Account menu of Nora New' });
  await expect(menu).toBeVisible();
  await page.getByLabel('Brand').selectOption('Harbor Wallet');
  await expect(phoneOf(page).getByText('Harbor Wallet')).toBeVisible();
  await expect(menu).toBeVisible();
  await page.getByLabel('Brand').selectOption('Meridian');
  await expect(phoneOf(page).getByText('Harbor Wallet')).toHaveCount(0);
});

test('by keyboard alone, a presenter changes the brand, tells a story and stops it', async ({
  page,
  stack,
}) => {
  await page.goto('/stage');
  await tabTo(page, page.getByLabel('Brand'));
  await page.keyboard.type('Harbor');
  await expect(phoneOf(page).getByText('Harbor Wallet')).toBeVisible();
  await enter(page, page.getByRole('button', { name: 'The lost webhook' }));
  await enter(page, page.getByRole('button', { name: 'Stop' }), 'Shift+Tab');
  await expect(page.getByText('Choose a story.', { exact: true })).toBeVisible();
  await expect.poll(() => activeFaults(stack)).toEqual([]);
});

async function activeFaults({ control }: Stack): Promise<unknown[]> {
  const { faults }: { faults: { on: boolean }[] } = await (await control('/faults')).json();
  return faults.filter(({ on }) => on);
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`the stage is accessible in ${colorScheme} mode, with large text, wide and narrow`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    for (const width of [320, 820, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto('/stage');
      await expect(phoneOf(page).getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page, 'iframe');
      await page.getByLabel('Large text').check();
      await expectAccessible(page, 'iframe');
    }
  });
