import { chromium, type Page } from '@playwright/test';
import { browserArguments, findBrowser } from '../../tools/browser/find-browser';
import type { Stack } from './stack';
import { timeUntil } from './wait-for';

const OPEN_TIMEOUT_MS = 30_000;
/** Longer than a heartbeat, at which a page reads what it missed. */
const CAUGHT_UP_TIMEOUT_MS = 30_000;

export type WatchedHistory = {
  /** What the browser could not load, and what it does not show although it happened. */
  findProblems: () => Promise<string[]>;
};

/** Opens a customer's history in a browser, over HTTP/2, and leaves it open. */
export async function openWatchedHistory(
  { scope, query, sessionCookie }: Stack,
  appUrl: string,
  userId: string,
): Promise<WatchedHistory> {
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: browserArguments(),
  });
  scope.defer(() => browser.close());
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  await context.addCookies([{ ...(await sessionCookie(userId)), url: appUrl }]);
  const page = await context.newPage();
  const failed: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) failed.push(`${response.url()} returned ${response.status()}`);
  });
  await page.goto(`${appUrl}/transactions`);
  await page.getByText('Live', { exact: true }).waitFor({ timeout: OPEN_TIMEOUT_MS });
  await page.evaluate(() => document.body.setAttribute('data-not-reloaded', ''));
  const statuses = async () => {
    const rows = await query<{ id: string; status: string }>(
      'SELECT id, status::text FROM transactions WHERE user_id = $1',
      [userId],
    );
    return new Map(rows.map(({ id, status }) => [id, status]));
  };
  const isCurrent = async () => {
    const [shown, stored] = [await shownStatuses(page), await statuses()];
    return shown.length > 0 && shown.every(({ id, status }) => stored.get(id) === status);
  };
  return {
    findProblems: async () => {
      const caughtUp = (await timeUntil(CAUGHT_UP_TIMEOUT_MS, isCurrent)) < Infinity;
      const reloaded = (await page.locator('body[data-not-reloaded]').count()) === 0;
      return [
        ...failed,
        ...((await usesHttp2(page)) ? [] : ['the browser did not use HTTP/2']),
        ...(caughtUp ? [] : ['the browser shows an old status']),
        ...(reloaded ? ['the page was reloaded'] : []),
      ];
    },
  };
}

async function shownStatuses(page: Page): Promise<{ id: string; status: string }[]> {
  const rows = await page.locator('tbody tr').all();
  return Promise.all(
    rows.map(async (row) => {
      const link = await row.locator('a[href^="/transactions/"]').first().getAttribute('href');
      const text = (await row.innerText()).toLowerCase();
      const status = /pending|processing|completed|failed|cancelled/.exec(text)?.[0] ?? text;
      return { id: String(link).slice('/transactions/'.length), status };
    }),
  );
}

function usesHttp2(page: Page): Promise<boolean> {
  return page.evaluate(() =>
    performance
      .getEntriesByType('navigation')
      .every((entry) => 'nextHopProtocol' in entry && entry.nextHopProtocol === 'h2'),
  );
}
