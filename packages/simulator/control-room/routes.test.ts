import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createSession } from '../testing/partner';
import { parseJson, startTestSimulator, type TestSimulator } from '../testing/test-simulator';

const HOSTILE = '"><img src=x onerror=alert(1)>';
const PAGES = ['', '/scenarios', '/faults', '/traffic', '/fidelity', '/state'];
const COMMAND = /data-method="(\w+)" data-path="([^"]*)"/g;

let simulator: TestSimulator;

beforeAll(async () => {
  simulator = await startTestSimulator();
  const { merchant_transaction_id: id } = await createSession(simulator, {
    partner_user_id: HOSTILE,
  });
  await simulator.request(`/widget/transactions/${id}`);
});
afterAll(() => simulator.dispose());

const open = (path: string) => simulator.request(`/control${path}`);

test.each(PAGES)('/control%s allows only its own script and no inline script', async (path) => {
  const response = await open(path);
  expect(response.status).toBe(200);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toContain('unsafe');
  const html = await response.text();
  expect(html.match(/<script[^>]*>/g)).toEqual(['<script type="module" src="/control/room.js">']);
  expect(html).not.toMatch(/<[^>]*\s(on\w+|style)=/);
});

test('what a partner sends is escaped on every page', async () => {
  for (const path of ['', '/traffic']) {
    const html = await (await open(path)).text();
    expect(html).toContain('&lt;img src=x');
    expect(html).not.toContain('<img');
  }
});

test('every command of the control room is an operation of the documented control API', async () => {
  const response = await simulator.request('/control/api/openapi.json');
  const { paths } = await parseJson(
    response,
    z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  );
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ path: path.replace('/control/api', ''), method })),
  );
  const isDocumented = (method: string, requested: string) =>
    operations.some(
      ({ path, method: known }) =>
        known === method.toLowerCase() &&
        new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(requested),
    );
  const commands = new Set<string>();
  for (const page of PAGES) {
    const html = await (await open(page)).text();
    for (const [, method = '', path = ''] of html.matchAll(COMMAND)) {
      commands.add(`${method} ${path}`);
      expect([method, path, isDocumented(method, path)]).toEqual([method, path, true]);
    }
  }
  expect(commands.size).toBeGreaterThan(40);
});

test('the page of an unknown transaction asks to select one', async () => {
  expect(await (await open('?tx=nobody')).text()).toContain('Select a transaction');
});

test('the link of an unknown scenario lists the known ones', async () => {
  const html = await (await open('?scenario=%3Cb%3E')).text();
  expect(html).toContain('There is no scenario “&lt;b&gt;”');
  expect(html).toContain('Happy path');
});

test('text from the partner in a transaction is escaped', async () => {
  await simulator.send('PUT', '/control/api/transactions/html', {
    partner_user_id: 'user-2',
    type: 'buy',
    status: 'pending',
    currency: '<script>alert(1)</script>',
    network: 'TRC20',
    amount: '1',
    fiat_amount: '1',
    created_at: '2026-04-01T10:00:00Z',
    updated_at: '2026-04-01T10:00:00Z',
  });
  const page = await (await open('')).text();
  expect(page).toContain('&lt;script&gt;');
  expect(page).not.toContain('<script>alert');
});
