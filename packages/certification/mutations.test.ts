import { expect, test } from 'vitest';
import { ALL_CHECKS } from './checks/all';
import { COMPANIONS } from './testing/mutations';
import { runCertification } from './testing/run-certification';

const TIMEOUT_MS = 180_000;

test.concurrent.for(ALL_CHECKS.map(({ id }) => id))(
  'a backend that does wrong what %s is about fails that check and no other',
  { timeout: TIMEOUT_MS },
  async (id, { expect: expectHere }) => {
    const { results } = await runCertification('good-backend.mjs', { BREAK: id });
    const failed = results.filter(({ outcome }) => outcome === 'failed');
    expectHere(
      failed.map((result) => result.id).sort(),
      failed.map((result) => `${result.id}: ${result.message}`).join('; '),
    ).toEqual([id, ...(COMPANIONS[id]?.checks ?? [])].sort());
  },
);

test('companions are checks, and are explained', () => {
  const ids = ALL_CHECKS.map(({ id }) => id);
  for (const [id, { checks, why }] of Object.entries(COMPANIONS)) {
    expect(ids).toEqual(expect.arrayContaining([id, ...checks]));
    expect(why).not.toBe('');
  }
});
