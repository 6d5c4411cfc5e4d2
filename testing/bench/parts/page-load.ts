import { gzipSync } from 'node:zlib';
import type { Browser, Page } from '@playwright/test';

/** A mid-range phone on a slow mobile network, as Lighthouse assumes them. */
const CPU_SLOWDOWN = 4;
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1_000_000) / 8,
  uploadThroughput: (0.75 * 1_000_000) / 8,
};
const VIEWPORT = { width: 412, height: 823 };
/** A page has loaded once its main thread had no long task for so long. */
const QUIET_MS = 1_500;

export type Cookie = { name: string; value: string };

export type PageLoad = {
  /** Largest contentful paint. */
  lcpMs: number;
  /** Layout shift, all of it. */
  cls: number;
  /** What each long task after the first paint takes beyond 50 ms, in total. */
  blockedMs: number;
};

declare global {
  interface Window {
    pageLoad: PageLoad & { lastTaskMs: number };
  }
}

/** Loads a page with an empty cache. */
export async function loadPage(
  browser: Browser,
  url: string,
  cookie: Cookie | null,
): Promise<PageLoad> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  // For the whole app. With a path, it would be a cookie of that folder only.
  if (cookie) await context.addCookies([{ ...cookie, url: new URL(url).origin }]);
  const page = await context.newPage();
  await slowDown(page);
  await page.addInitScript(observe);
  const response = await page.goto(url);
  if (!response?.ok()) throw new Error(`${url} returned ${response?.status()}.`);
  await page.waitForFunction(
    (quietMs) => performance.now() - window.pageLoad.lastTaskMs > quietMs,
    QUIET_MS,
    // In each frame, as by default, the question itself would be a long task of a slow processor.
    { polling: 500, timeout: 60_000 },
  );
  const { lcpMs, cls, blockedMs } = await page.evaluate(() => window.pageLoad);
  await context.close();
  return { lcpMs, cls, blockedMs };
}

async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.emulateNetworkConditions', NETWORK);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
}

/**
 * Runs in the page, before its own scripts. No function in it has a name, because the compiler would
 * call a helper for that, which the page does not have.
 */
function observe(): void {
  const load = { lcpMs: 0, cls: 0, blockedMs: 0, lastTaskMs: Infinity };
  window.pageLoad = load;
  window.addEventListener('load', () => {
    load.lastTaskMs = performance.now();
  });
  const observed: [type: string, handle: (entry: PerformanceEntry) => void][] = [
    [
      'largest-contentful-paint',
      ({ startTime }) => {
        load.lcpMs = startTime;
      },
    ],
    [
      'layout-shift',
      (entry) => {
        load.cls += (entry as PerformanceEntry & { value: number }).value;
      },
    ],
    [
      'longtask',
      ({ startTime, duration }) => {
        const [paint] = performance.getEntriesByName('first-contentful-paint');
        if (paint && startTime > paint.startTime) load.blockedMs += duration - 50;
        if (load.lastTaskMs < Infinity) load.lastTaskMs = startTime + duration;
      },
    ],
  ];
  for (const [type, handle] of observed)
    new PerformanceObserver((list) => list.getEntries().forEach(handle)).observe({
      type,
      buffered: true,
    });
}

/** Gzipped kilobytes of the scripts that a page loads first. */
export async function firstLoadKilobytes(url: string, cookie: Cookie | null): Promise<number> {
  const headers = { cookie: cookie ? `${cookie.name}=${cookie.value}` : '' };
  const page = await fetch(url, { headers, redirect: 'error' });
  const tags = (await page.text()).match(/<script\b[^>]*>/gi) ?? [];
  const sources = tags
    .filter((tag) => !/\snomodule\b/i.test(tag))
    .flatMap((tag) => /\ssrc="([^"]+)"/.exec(tag)?.[1] ?? []);
  if (!page.ok || sources.length === 0)
    throw new Error(`${url} returned ${page.status} and ${sources.length} scripts.`);
  const sizes = [...new Set(sources)].map(async (source) => {
    const script = await fetch(new URL(source, url));
    if (!script.ok) throw new Error(`${script.url} returned ${script.status}.`);
    return gzipSync(await script.arrayBuffer()).length;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1_000;
}
