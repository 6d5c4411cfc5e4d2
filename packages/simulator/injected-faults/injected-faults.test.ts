import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { faultResponseSchema } from '../control/response-schemas';
import { injectFault } from '../testing/control';
import { errorSchema } from '../testing/partner';
import { parseJson, startTestSimulator, type TestSimulator } from '../testing/test-simulator';
import { FAULTS } from './injected-faults';

let simulator: TestSimulator;

beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.dispose());

const listFaults = async () => {
  const schema = z.object({ faults: z.array(faultResponseSchema) });
  return (await parseJson(await simulator.request('/control/api/faults'), schema)).faults;
};

test.each(Object.keys(FAULTS))(
  '%s has texts, works without parameters and can be switched off',
  async (id) => {
    const response = await injectFault(simulator, id);
    const fault = await parseJson(response, faultResponseSchema);
    expect(fault).toMatchObject({ id, on: true, taken: 0 });
    expect(fault.does.endsWith('.') && fault.blastRadius.endsWith('.')).toBe(true);
    await simulator.send('DELETE', `/control/api/faults/${id}`);
    expect((await listFaults()).find((entry) => entry.id === id)?.on).toBe(false);
  },
);

test('every fault has a test', async () => {
  const names = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.test.ts'));
  const tests = names.filter((name) => name !== 'injected-faults.test.ts');
  const texts = await Promise.all(
    tests.map((name) => readFile(`${import.meta.dirname}/${name}`, 'utf8')),
  );
  const untested = Object.keys(FAULTS).filter(
    (id) => !texts.some((text) => text.includes(`'${id}`)),
  );
  expect(untested).toEqual([]);
});

test('an unknown fault is refused with the known ones, an invalid parameter with its name', async () => {
  const unknown = await injectFault(simulator, 'gremlins');
  expect(unknown.status).toBe(404);
  expect((await parseJson(unknown, errorSchema)).message).toContain('webhook_dropped');
  const invalid = await injectFault(simulator, 'webhook_duplicated', { copies: 1 });
  expect(invalid.status).toBe(400);
  expect((await parseJson(invalid, errorSchema)).message).toContain('copies');
});
