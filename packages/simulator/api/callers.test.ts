import { once } from 'node:events';
import { statSync } from 'node:fs';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { readConfig } from '../config';
import { createSession } from '../testing/partner';
import { startTestSimulator, type TestSimulator } from '../testing/test-simulator';

let simulator: TestSimulator;
afterEach(() => simulator.dispose());

/** The response to a GET with any Host header. `fetch` sends its own. */
async function getAs(host: string, path: string): Promise<{ status?: number; body: string }> {
  const [response] = await once(get(`${simulator.url}${path}`, { headers: { host } }), 'response');
  return { status: response.statusCode, body: await text(response) };
}

const PATHS = ['/control', '/control/api/settings', '/widget.2.0.js', '/widget/frame', '/health'];

test('under a name that is not its own, the simulator answers nothing', async () => {
  simulator = await startTestSimulator({ publicUrl: 'https://simulator.example.com' });
  const statuses = (host: string) =>
    Promise.all(PATHS.map(async (path) => (await getAs(host, path)).status));
  const { port } = new URL(simulator.url);
  for (const host of [`localhost:${port}`, '127.0.0.1', `[::1]:${port}`, 'simulator.example.com'])
    expect([host, await statuses(host)]).toEqual([host, PATHS.map(() => 200)]);
  for (const host of ['evil.example', `evil.example:${port}`, 'localhost.evil.example', '0.0.0.0'])
    expect([host, await statuses(host)]).toEqual([host, PATHS.map(() => 403)]);
  expect((await getAs('simulator:4000', '/health')).body).toContain(
    'not known as simulator. Set SIMULATOR_PUBLIC_URL',
  );
});

test('pages of other origins cannot control the simulator, not even those on this machine', async () => {
  simulator = await startTestSimulator();
  const reset = async (origin: string) => {
    const init = { method: 'POST', headers: { origin } };
    return (await simulator.request('/control/api/reset', init)).status;
  };
  expect(await reset(simulator.url)).toBe(204);
  for (const origin of ['http://evil.example', 'http://localhost:3000', 'null'])
    expect([origin, await reset(origin)]).toEqual([origin, 403]);
  const settings = { headers: { origin: 'http://localhost:3000' } };
  expect((await simulator.request('/control/api/settings', settings)).status).toBe(403);
});

test('the widget works in the page of another origin', async () => {
  simulator = await startTestSimulator();
  const headers = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' };
  const script = await simulator.request('/widget.2.0.js', { headers });
  expect(script.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  const frame = await simulator.request('/widget/frame', { headers });
  expect([script.status, frame.status]).toEqual([200, 200]);
  expect(frame.headers.get('x-frame-options')).toBeNull();
});

test('with a control token, nothing is controlled without it, and the API works as before', async () => {
  const controlToken = '0123456789abcdef';
  simulator = await startTestSimulator({ controlToken });
  const basic = (password: string) => `Basic ${btoa(`anyone:${password}`)}`;
  for (const path of ['/control', '/control/api/settings', '/control/api/state']) {
    const status = async (authorization: string) => {
      const init = { headers: { authorization }, token: null };
      return (await simulator.request(path, init)).status;
    };
    const right = [`Bearer ${controlToken}`, basic(controlToken)];
    const wrong = ['', 'Bearer x', `Bearer ${controlToken}x`, basic('x'), basic(''), 'Basic %'];
    expect([path, await Promise.all(right.map(status))]).toEqual([path, [200, 200]]);
    expect([path, await Promise.all(wrong.map(status))]).toEqual([path, wrong.map(() => 401)]);
  }
  expect(await createSession(simulator)).toHaveProperty('merchant_transaction_id');
});

test('the simulator listens on loopback, and on more only with a control token', async () => {
  simulator = await startTestSimulator();
  expect(readConfig({}).host).toBe('127.0.0.1');
  const settings = [
    { SIMULATOR_HOST: '0.0.0.0' },
    { SIMULATOR_PUBLIC_URL: 'https://simulator.example.com' },
  ];
  for (const setting of settings) {
    expect(() => readConfig(setting)).toThrow(/SIMULATOR_CONTROL_TOKEN/);
    const token = { SIMULATOR_CONTROL_TOKEN: '0123456789abcdef' };
    expect(readConfig({ ...setting, ...token })).toHaveProperty('controlToken');
  }
  expect(readConfig({ SIMULATOR_HOST: '::1' }).host).toBe('::1');
});

test('only the owner of the data folder can read what is in it', async () => {
  simulator = await startTestSimulator();
  await createSession(simulator);
  await simulator.restart();
  for (const file of ['journal.jsonl', 'events.ndjson'])
    expect([file, statSync(`${simulator.dataDir}/${file}`).mode & 0o777]).toEqual([file, 0o600]);
});
