import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newUser } from '../core/user';
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

describe('the journal', () => {
  it('a line torn by a killed process loses that line and nothing else', async () => {
    await storeUsers('ann', 'ben');
    await appendFile(journal(), '{"kind":"user","id":"cy","se');
    expect(await storedUsers()).toEqual(['ann', 'ben']);
    await storeUsers('dee');
    expect(await storedUsers()).toEqual(['ann', 'ben', 'dee']);
  });

  it('a broken line in the middle is reported with its number, not skipped', async () => {
    await storeUsers('ann', 'ben');
    await writeFile(journal(), `broken\n${await readFile(journal(), 'utf8')}`);
    await expect(storedUsers()).rejects.toThrow(/Line 1 of .* cannot be read/);
  });

  it('is rewritten while it is open once it is mostly history', async () => {
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

  it('each change adds one line of what changed, and a start folds them into one per record', async () => {
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
});
