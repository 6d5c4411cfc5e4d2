import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newUser } from '../provider/user';
import { openStore } from './store';

let dataDir = '';
const journal = () => join(dataDir, 'journal.jsonl');

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'store-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

async function storeUsers(...ids: string[]) {
  const store = await openStore(dataDir, () => 0);
  for (const id of ids) store.users.put(id, newUser(id, `${id}@example.com`));
  store.close();
}

async function storedUsers(): Promise<string[]> {
  const store = await openStore(dataDir, () => 0);
  store.close();
  return [...store.users.values()].map((user) => user.partnerUserId);
}

test('a journal line torn by a killed process loses only that line', async () => {
  await storeUsers('ann', 'ben');
  await appendFile(journal(), '{"kind":"user","id":"cy","se');
  expect(await storedUsers()).toEqual(['ann', 'ben']);
  await storeUsers('dee');
  expect(await storedUsers()).toEqual(['ann', 'ben', 'dee']);
});

test('an invalid line in the middle of the journal is reported with its number', async () => {
  await storeUsers('ann', 'ben');
  await writeFile(journal(), `broken\n${await readFile(journal(), 'utf8')}`);
  await expect(storedUsers()).rejects.toThrow(/Line 1 of .* cannot be read/);
});

test('a record of another version of the simulator is named, and nothing is overwritten', async () => {
  await storeUsers('ann');
  await appendFile(journal(), '{"kind":"user","id":"ben","set":{"colour":"blue"}}\n');
  const before = await readFile(journal(), 'utf8');
  await expect(storedUsers()).rejects.toThrow(
    /^The user ben was stored by another version of the simulator\. Move the data folder away/,
  );
  expect(await readFile(journal(), 'utf8')).toBe(before);
});

test('the change that comes after a rewrite is stored', async () => {
  const store = await openStore(dataDir, () => 0);
  const user = newUser('ann', 'ann@example.com');
  const large = 'x'.repeat(1_000_000);
  let last = '';
  for (let change = 0; change < 40; change += 1) {
    last = `${change}${large}`;
    store.users.put('ann', { ...user, email: last });
    // Once for each change, because any of them can be the one that comes with a rewrite.
    if (change > 30) expect(await readFile(journal(), 'utf8')).toContain(`"email":"${change}x`);
  }
  store.close();
});

test('the journal is rewritten while it is open once it is mostly history', async () => {
  const store = await openStore(dataDir, () => 0);
  const user = newUser('ann', 'ann@example.com');
  const large = 'x'.repeat(1_000_000);
  for (let change = 0; change < 40; change += 1) {
    store.users.put('ann', { ...user, email: `${change}${large}` });
  }
  store.close();
  expect((await readFile(journal(), 'utf8')).length).toBeLessThan(12_000_000);
  expect(await storedUsers()).toEqual(['ann']);
});

test('each change appends its changed fields, and a start compacts them to one line per record', async () => {
  const store = await openStore(dataDir, () => 0);
  const user = newUser('ann', 'ann@example.com');
  store.users.put('ann', user);
  store.users.put('ann', { ...user, kycStatus: 'verified' });
  store.close();
  const lines = async () => (await readFile(journal(), 'utf8')).trim().split('\n');
  expect(await lines()).toHaveLength(2);
  expect((await lines())[1]).toBe('{"kind":"user","id":"ann","set":{"kycStatus":"verified"}}');
  await storeUsers();
  expect(await lines()).toHaveLength(1);
});
