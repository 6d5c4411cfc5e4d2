import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { adapterSchema } from './adapter/schema';
import { certify } from './certify';
import { ALL_CHECKS } from './checks/all';
import { formatSummary } from './reports/terminal';
import { adapterFor, freePort } from './testing/run-certification';

const TIMEOUT_MS = 120_000;

/** What each of them needs is optional in the file. */
const OPTIONAL = [
  ...['mint.stable-user-id', 'mint.double-click', 'mint.replay', 'mint.client-ip'],
  ...['mint.client-ip-not-forged', 'mint.key-per-user', 'session.signature', 'session.init-token'],
  ...['session.documented-fields', 'session.unknown-fields', 'webhook.wrong-secret'],
  ...['webhook.duplicates-have-one-effect', 'webhook.forged-amount'],
  ...['credit.not-before-completed', 'credit.final-amount', 'credit.exact'],
  'restart.credits-once',
];

/** A file with only what is required to start the backend. */
async function leastAdapter() {
  const file = adapterFor('good-backend.mjs', await freePort());
  const { credited: _, clientIpHeader: __, ...rest } = file;
  const { session: ___, ...mint } = file.mint;
  const { key: ____, ...body } = mint.body;
  return adapterSchema.parse({
    ...rest,
    mint: { ...mint, body: { ...body, key: '{{amount}}' } },
    webhook: { url: file.webhook.url },
    users: [{ userId: 'only', email: 'only@example.com' }],
    sell: false,
  });
}

test('checks that lack what they need are not applicable, and the certificate is incomplete', {
  timeout: TIMEOUT_MS,
}, async () => {
  const adapter = { ...(await leastAdapter()), folder: tmpdir() };
  const only = [...OPTIONAL, 'status.cancelled'];
  const { results, verdict, scope } = await certify(adapter, only, { onResult: () => {} });
  const outcomes = only.map((id) => results.find((result) => result.id === id)?.outcome);
  expect(outcomes).toEqual([...OPTIONAL.map(() => 'not_applicable'), 'passed']);
  expect(verdict).toBe('incomplete');
  expect(scope).toEqual(['buy']);
  const sells = ALL_CHECKS.filter(({ sell }) => sell).map(({ id }) => id);
  expect(results.filter(({ id }) => sells.includes(id))).toEqual([]);
});

test('a backend without a webhook is certified by its polling, and the certificate says so', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { webhook: _, ...file } = adapterFor('good-backend.mjs', await freePort());
  const folder = await mkdtemp(path.join(tmpdir(), 'certify-'));
  const env = { ...file.start.env, STATE_FILE: path.join(folder, 'state.json') };
  // As for a backend that shows both as "in progress".
  const inProgress = ['pending', 'processing'];
  const map = { ...file.status.map, pending: inProgress, processing: inProgress };
  const adapter = adapterSchema.parse({
    ...file,
    start: { ...file.start, env },
    status: { ...file.status, map },
  });
  const certificate = await certify({ ...adapter, folder }, null, { onResult: () => {} });
  await rm(folder, { recursive: true, force: true });
  const others = certificate.results.filter(({ outcome }) => outcome !== 'passed');
  const expected = ALL_CHECKS.filter(({ id }) => id.startsWith('webhook.'));
  expect(others.map(({ id, message }) => [id, message])).toEqual(
    expected.map(({ id }) => [id, 'needs "webhook" in the file']),
  );
  expect(certificate.verdict).toBe('certified');
  expect(formatSummary(certificate)).toContain('Webhooks were not judged');
});
