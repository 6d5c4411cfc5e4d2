import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { APIRequestContext, APIResponse } from '@playwright/test';
import pg from 'pg';
import { z } from 'zod';
import { expect, test } from './support/fixtures';
import { signInAs } from './support/journey';

const AREA = 'app/(operator)';

/** The paths of all pages and route handlers of the console, with an ID for each parameter. */
const paths = readdirSync(AREA, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
  .map((file) => `/${path.dirname(file).replace(/\[[^\]]+\]/g, crypto.randomUUID())}`);

const manifestSchema = z.object({
  node: z.record(z.string(), z.object({ workers: z.record(z.string(), z.unknown()) })),
});

/** The IDs of the server actions that only the console has. */
function consoleActions(): string[] {
  const file = '.next/server/server-reference-manifest.json';
  const { node } = manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return Object.entries(node)
    .filter(([, { workers }]) => Object.keys(workers).every((name) => name.startsWith(AREA)))
    .map(([id]) => id);
}

/** Every form in which a browser asks for a page, or for what is at its path. */
const forms: Record<string, (request: APIRequestContext, path: string) => Promise<APIResponse>> = {
  'a page load': (request, path) => request.get(path, options()),
  'a navigation within the app': (request, path) => request.get(path, options({ rsc: '1' })),
  'a prefetch': (request, path) =>
    request.get(path, options({ rsc: '1', 'next-router-prefetch': '1' })),
  'a HEAD request': (request, path) => request.head(path, options()),
  'a POST request': (request, path) => request.post(path, { ...options(), data: '[]' }),
};

function options(headers: Record<string, string> = {}) {
  return { headers, maxRedirects: 0 };
}

test('to a customer, everything below /ops is an unknown page, in every form of request', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  expect(paths.length).toBeGreaterThan(4);
  for (const [form, send] of Object.entries(forms)) {
    const unknown = await send(page.request, '/no-such-page');
    expect([form, unknown.status()]).toEqual([form, 404]);
    const shown = shownBy(await unknown.text());
    for (const path of [...paths, '/ops/no-such-page', '/%6Fps']) {
      const response = await send(page.request, path);
      expect([form, path, response.status()]).toEqual([form, path, 404]);
      expect(shownBy(await response.text()), `${form} of ${path}`).toBe(shown);
    }
  }
});

/** The title and the content of a page, without scripts. Nothing for Next.js's own format. */
function shownBy(html: string): string {
  return [...html.matchAll(/<(title|main)\b.*?<\/\1>/gs)].map(([element]) => element).join('\n');
}

test('to a customer, no action of the console exists, wherever it is sent', async ({
  page,
  stack,
}) => {
  await signInAs(page, stack, 'verified customer');
  const send = async (id: string, path: string) => {
    const headers = { 'next-action': id, origin: stack.appUrl };
    const response = await page.request.post(path, { ...options(headers), data: '[{}]' });
    return `${response.status()} ${shownBy(await response.text())}`;
  };
  const actions = consoleActions();
  expect(actions.length).toBeGreaterThan(1);
  for (const id of actions) {
    for (const path of paths) expect([id, path, await send(id, path)]).toEqual([id, path, '404 ']);
    // Next.js looks for the action in every page. An ID that no page has ends in the same way.
    const unknown = `7f${'0'.repeat(40)}`;
    expect([id, await send(id, '/buy')]).toEqual([id, await send(unknown, '/buy')]);
  }
});

test('somebody who is not signed in is led to the sign-in and back, and gets no data', async ({
  request,
}) => {
  for (const path of paths) {
    const response = await request.get(path, options());
    expect([path, response.status()]).toEqual([path, 307]);
    expect(response.headers().location).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
  }
});

test('a customer who becomes an operator sees the console at once, and loses it at once', async ({
  page,
  stack,
}) => {
  const id = await signInAs(page, stack, 'verified customer');
  const open = async () => (await page.request.get('/ops', options())).status();
  expect(await open()).toBe(404);
  await setRole(stack.databaseUrl, id, 'operator');
  expect(await open()).toBe(200);
  await setRole(stack.databaseUrl, id, 'customer');
  expect(await open()).toBe(404);
});

async function setRole(databaseUrl: string, id: string, role: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client
    .query('UPDATE users SET role = $2::"Role" WHERE id = $1', [id, role])
    .finally(() => client.end());
}
