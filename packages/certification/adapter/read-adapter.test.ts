import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CouldNotRunError } from '../errors';
import example from '../examples/partner.json' with { type: 'json' };
import { readAdapter } from './read-adapter';

const folder = mkdtempSync(path.join(tmpdir(), 'certify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(text: string): string {
  const file = path.join(folder, 'partner.json');
  writeFileSync(file, text);
  return file;
}

async function mistakesIn(changes: (adapter: typeof example) => object): Promise<string> {
  const adapter = changes(structuredClone(example));
  const error = await readAdapter(fileWith(JSON.stringify(adapter, null, 2))).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CouldNotRunError);
  return String(error instanceof Error ? error.message : error).replaceAll(`${folder}/`, '');
}

test('the example is a valid file, and its folder is known', async () => {
  const adapter = await readAdapter(fileWith(JSON.stringify(example)));
  expect(adapter).toMatchObject({ name: 'Example Pay', folder });
});

test('a word can stand for several statuses, and a webhook is optional', async () => {
  const { webhook: _, ...file } = structuredClone(example);
  const map = { 'in progress': ['pending', 'processing'], done: 'completed' };
  const others = { rejected: ['failed', 'cancelled'] };
  const status = { ...file.status, map: { ...map, ...others } };
  const adapter = await readAdapter(fileWith(JSON.stringify({ ...file, status })));
  expect(adapter.status.map).toEqual({ ...map, ...others, done: ['completed'] });
});

test('a mistake is reported with its line, its path and an example', async () => {
  const url = 'localhost:3000/orders';
  const adapter = { ...example, mint: { ...example.mint, url } };
  const line =
    1 +
    JSON.stringify(adapter, null, 2)
      .split('\n')
      .findIndex((text) => text.includes(`"${url}"`));
  expect(await mistakesIn(() => adapter)).toBe(
    `partner.json:${line}: mint.url: must start with http:// or https://\n    example: "url":"http://localhost:3000/orders"`,
  );
});

test('all mistakes are reported at once', async () => {
  const message = await mistakesIn(({ name: _, ...adapter }) => ({
    ...adapter,
    status: { ...adapter.status, path: 'order status', map: { done: 'finished' } },
    pollWithinSeconds: -1,
  }));
  expect(message).toMatch(/^partner\.json:1: name: is required\n {4}example: "name":"Example Pay"/);
  expect(message).toMatch(/:\d+: status\.path: must be a path such as order\.id/);
  expect(message).toMatch(/:\d+: status\.map\.done: must be pending, .*, or a list of them/);
  expect(message).toMatch(/:\d+: pollWithinSeconds: /);
});

test.each<[string, (adapter: typeof example) => object, RegExp]>([
  [
    'a body and a form',
    (adapter) => ({ ...adapter, mint: { ...adapter.mint, form: { amount: '{{amount}}' } } }),
    /mint\.form: cannot be sent together with body/,
  ],
  ['an unknown setting', (adapter) => ({ ...adapter, webhoook: {} }), /webhoook: is not a known/],
  [
    'an unknown placeholder',
    (adapter) => ({ ...adapter, mint: { ...adapter.mint, headers: { 'X-User': '{{user}}' } } }),
    /mint\.headers\.X-User: unknown placeholder \{\{user\}\}; known: type, amount/,
  ],
  [
    'a mint request without the amount',
    (adapter) => ({ ...adapter, mint: { ...adapter.mint, body: {} } }),
    /mint: must contain \{\{amount\}\}/,
  ],
  [
    'a status request that names no order',
    (adapter) => ({ ...adapter, status: { ...adapter.status, url: 'http://localhost/last' } }),
    /status: must contain \{\{orderId\}\} or \{\{transactionId\}\}/,
  ],
  [
    'a status that no word stands for',
    ({ status, ...adapter }) => {
      const { cancelled: _, ...map } = status.map;
      return { ...adapter, status: { ...status, map } };
    },
    /:\d+: status\.map: no word stands for cancelled\n {4}example: "map":\{"open":"pending",/,
  ],
  [
    'a word that stands for no status',
    ({ status, ...adapter }) => ({ ...adapter, status: { ...status, map: { open: [] } } }),
    /status\.map\.open: must name at least one status/,
  ],
  [
    'no port of the proxy while the backend runs already',
    ({ start: _, proxy: __, ...adapter }) => adapter,
    /proxy\.port: is required without start[\s\S]*proxy\.token: is required without start/,
  ],
])('%s is a mistake', async (_, changes, expected) => {
  expect(await mistakesIn(changes)).toMatch(expected);
});

test('a file that is not JSON is reported with the line', async () => {
  const file = fileWith('{\n  "name": "x",\n  oops\n}');
  await expect(readAdapter(file)).rejects.toThrow(/partner\.json: line 3: is not JSON/);
});

test('a file that does not exist is reported', async () => {
  await expect(readAdapter(path.join(folder, 'none.json'))).rejects.toThrow(/could not be read/);
});
