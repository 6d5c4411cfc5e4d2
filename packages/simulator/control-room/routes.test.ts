import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { FAULTS } from '../injected-faults/injected-faults';
import { createSession } from '../testing/partner';
import { parseJson, startTestSimulator, type TestSimulator } from '../testing/test-simulator';

const HOSTILE = '"><img src=x onerror=alert(1)>';
const PAGES = [
  '',
  '/scenarios',
  '/faults',
  '/settings',
  '/traffic',
  '/fidelity',
  '/state',
  '/reference',
  '/embed',
];
const USER = {
  id: '01890000-0000-7000-8000-000000000002',
  name: 'Vera Verified',
  email: 'vera@example.com',
};
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

const cardsIn = (html: string) =>
  [...html.matchAll(/<article[^>]* id="fault-(\w+)"/g)].map(([, id]) => id);

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
  // Without the values, because what a partner sends can look like an attribute in them.
  const names = html.replace(/="[^"]*"/g, '=""');
  expect(names).not.toMatch(/<[^>]*\s(on\w+|style)=/);
});

test('only the partner app can show the embedded page in a frame, and no page with commands', async () => {
  const partner = await startTestSimulator({ partnerUrl: 'http://127.0.0.1:3000/app' });
  const ancestors = async ({ request }: TestSimulator, path: string) => {
    const policy = (await request(`/control${path}`)).headers.get('content-security-policy');
    return /frame-ancestors ([^;]+)/.exec(policy ?? '')?.[1];
  };
  expect(await ancestors(partner, '/embed')).toBe('http://127.0.0.1:3000');
  expect(await ancestors(partner, '')).toBe("'none'");
  expect(await ancestors(simulator, '/embed')).toBe("'none'");
  await partner.dispose();
});

test('the embedded page shows one transaction, and none that was not asked for', async () => {
  const partner = await startTestSimulator({ webhookUrls: ['http://127.0.0.1:9/'] });
  const { merchant_transaction_id: id } = await createSession(partner, { amount: '77' });
  await partner.send('PUT', '/control/api/fault-presets/push_outage');
  await partner.send('POST', `/control/api/transactions/${id}/actions`, { action: 'cancel' });
  const html = await (await partner.request(`/control/embed?tx=${id}`)).text();
  expect(html).toContain('buy 77 USDT on TRC20');
  expect(html).toContain('webhook dropped');
  expect(html).toContain('<dt>Webhooks sent</dt><dd>0</dd>');
  expect(await (await partner.request('/control/embed')).text()).toContain('No order yet');
  await partner.dispose();
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

test('the search finds faults by every word of their texts, and says when there is none', async () => {
  const found = await (await open('/faults?q=socket+INSTEAD')).text();
  expect(cardsIn(found)).toEqual(['socket_dropped']);
  expect(cardsIn(await (await open('/faults')).text())).toHaveLength(Object.keys(FAULTS).length);
  const none = await (await open('/faults?q=%3Cb%3E')).text();
  expect(none).toContain('No fault matches “&lt;b&gt;”');
});

test('every setting has a field with a label, its value and its description', async () => {
  const html = await (await open('/settings')).text();
  const settings = await (await simulator.request('/control/api/settings')).json();
  const labels = [...html.matchAll(/<label for="setting-(\w+)">/g)].map(([, name]) => name);
  expect(labels.sort()).toEqual(Object.keys(settings).sort());
  for (const name of labels)
    expect(html).toMatch(
      new RegExp(` id="setting-${name}" [^>]*aria-describedby="setting-${name}-hint"`),
    );
  expect(html).toContain('name="depositWindowSeconds"');
  expect(html).toMatch(/id="setting-depositWindowSeconds"[^>]* value="21600"/);
});

test('each group of faults can be jumped to', async () => {
  const html = await (await open('/faults')).text();
  const links = [...html.matchAll(/href="#(faults-\w+)"/g)].map(([, id]) => id);
  expect(links).toHaveLength(5);
  for (const id of links) expect(html).toContain(`id="${id}"`);
});

test('nothing is explained in a tooltip, because a touch screen shows none', async () => {
  for (const page of PAGES) expect(await (await open(page)).text()).not.toMatch(/\stitle="/);
});

test('the page of a user’s transaction shows the name of the demo user', async () => {
  const named = await startTestSimulator({ demoUsers: [USER] });
  const order = { partner_user_id: USER.id, user_email: USER.email };
  await createSession(named, order);
  for (const path of ['/control', '/control/scenarios', '/control/traffic']) {
    const html = await (await named.request(path)).text();
    // The bodies of requests are shown as they were sent.
    const visible = html.replace(/<pre.*?<\/pre>/gs, '').replace(/<[^>]*>/g, ' ');
    expect(visible).toContain(USER.name);
    expect(visible).not.toContain(USER.id);
  }
  await named.dispose();
});

test('without the partner app’s URL, launching says that the partner app never sees it', async () => {
  const html = await (await open('/scenarios')).text();
  expect(html).toContain('the partner app never sees it');
  expect(html).toContain('data-path="/scenarios/happy_path/launch"');
});

test('with the partner app’s URL, everything that launches opens its order form', async () => {
  const next = await startTestSimulator({ partnerUrl: 'http://localhost:3000' });
  for (const path of ['/control/scenarios', '/control?scenario=happy_path']) {
    const html = await (await next.request(path)).text();
    expect(html).toContain('data-path="/orders"');
    expect(html).not.toContain('/launch"');
  }
  await next.dispose();
});
