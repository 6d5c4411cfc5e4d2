import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { faultAnswerSchema } from '../control/answers';
import { errorAnswer } from '../testing/answers';
import { read, type Simulation, simulate } from '../testing/running-simulator';
import { switchOn } from '../testing/steering';
import { FAULTS } from './registry';

let simulation: Simulation;

beforeAll(async () => {
  simulation = await simulate();
});
afterAll(() => simulation.dispose());

const listed = async () => {
  const answer = z.object({ faults: z.array(faultAnswerSchema) });
  return (await read(await simulation.request('/control/api/faults'), answer)).faults;
};

describe('the registry of faults', () => {
  it.each(Object.keys(FAULTS))(
    '%s has words, works without parameters and is switched off',
    async (id) => {
      const response = await switchOn(simulation, id);
      const fault = await read(response, faultAnswerSchema);
      expect(fault).toMatchObject({ id, on: true, taken: 0 });
      expect(fault.does.endsWith('.') && fault.blastRadius.endsWith('.')).toBe(true);
      await simulation.send('DELETE', `/control/api/faults/${id}`);
      expect((await listed()).find((entry) => entry.id === id)?.on).toBe(false);
    },
  );

  it('every fault is exercised by a test of its area', async () => {
    const names = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.test.ts'));
    const tests = names.filter((name) => name !== 'registry.test.ts');
    const texts = await Promise.all(
      tests.map((name) => readFile(`${import.meta.dirname}/${name}`, 'utf8')),
    );
    const untested = Object.keys(FAULTS).filter(
      (id) => !texts.some((text) => text.includes(`'${id}`)),
    );
    expect(untested).toEqual([]);
  });

  it('an unknown fault is answered with the known ones, a bad parameter with its name', async () => {
    const unknown = await switchOn(simulation, 'gremlins');
    expect(unknown.status).toBe(404);
    expect((await read(unknown, errorAnswer)).message).toContain('webhook_dropped');
    const bad = await switchOn(simulation, 'webhook_duplicated', { copies: 1 });
    expect(bad.status).toBe(400);
    expect((await read(bad, errorAnswer)).message).toContain('copies');
  });
});
