import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mint } from '../../testing/answers';
import { read, type Simulation, simulate } from '../../testing/running-simulator';

const HOSTILE = '"><img src=x onerror=alert(1)>';
const PAGES = ['', '/scenarios', '/faults', '/traffic', '/fidelity', '/state'];
const COMMAND = /data-method="(\w+)" data-path="([^"]*)"/g;

let simulation: Simulation;

beforeAll(async () => {
  simulation = await simulate();
  const { merchant_transaction_id: id } = await mint(simulation, { partner_user_id: HOSTILE });
  await simulation.request(`/widget/transactions/${id}`);
});
afterAll(() => simulation.dispose());

const open = (path: string) => simulation.request(`/control${path}`);

describe('the control room', () => {
  it.each(PAGES)('/control%s lets no script run but its own, and none inline', async (path) => {
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

  it('what a partner sends is escaped wherever it is shown', async () => {
    for (const path of ['', '/traffic']) {
      const html = await (await open(path)).text();
      expect(html).toContain('&lt;img src=x');
      expect(html).not.toContain('<img');
    }
  });

  it('every command on its pages is an operation of the documented control API', async () => {
    const answer = await simulation.request('/control/api/openapi.json');
    const { paths } = await read(
      answer,
      z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) }),
    );
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ path: path.replace('/control/api', ''), method })),
    );
    const isDocumented = (method: string, asked: string) =>
      operations.some(
        ({ path, method: known }) =>
          known === method.toLowerCase() &&
          new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(asked),
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

  it('a transaction that is not known leaves a page that says so', async () => {
    expect(await (await open('?tx=nobody')).text()).toContain('Choose a transaction');
  });

  it('an unknown shared scenario names those that are known', async () => {
    const html = await (await open('?scenario=%3Cb%3E')).text();
    expect(html).toContain('There is no scenario “&lt;b&gt;”');
    expect(html).toContain('Happy path');
  });
});
