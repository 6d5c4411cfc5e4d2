import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { adapterSchema } from './adapter/schema';
import { certify } from './certify';
import { Program } from './child-process';
import { adapterFor, freePort } from './testing/run-certification';

const TIMEOUT_MS = 120_000;
const ends: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of ends) await end();
});

function startProgram(command: string[], env: Record<string, string>, cwd: string): Program {
  const program = new Program({ name: 'It', command, cwd, env });
  ends.unshift(() => program.stop());
  return program;
}

test('a backend and a simulator that run already are used, and left as they were', {
  timeout: TIMEOUT_MS,
}, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'certify-'));
  ends.unshift(() => rm(folder, { recursive: true, force: true }));
  const proxy = { port: await freePort(), token: 'a token of ours' };
  const { start, simulator, ...adapter } = adapterFor('good-backend.mjs', await freePort());
  const token = 'sim_token';
  const simulatorProgram = startProgram(
    simulator.command,
    { SIMULATOR_PORT: '0', SIMULATOR_DATA_DIR: folder, PROOF_CLIENT_TOKEN: token },
    folder,
  );
  const readUrl = () => /ready at (\S+)/.exec(simulatorProgram.output)?.[1] ?? null;
  const url = await simulatorProgram.ready(readUrl, TIMEOUT_MS);
  const apiUrl = `http://127.0.0.1:${proxy.port}`;
  const env = { ...start.env, PROOF_API_URL: apiUrl, PROOF_CLIENT_TOKEN: proxy.token };
  startProgram(start.command, env, folder);
  const controlUrl = `${url}/control/api`;
  const settings = async () => (await fetch(`${controlUrl}/settings`)).json();
  const before = await settings();

  const file = { ...adapter, proxy, simulator: { url, controlUrl, token } };
  const only = ['mint.one-session', 'status.sell', 'restart.open-order', 'calls.bearer-token'];
  const callbacks = { onResult: () => {} };
  const { results } = await certify({ ...adapterSchema.parse(file), folder }, only, callbacks);
  expect(only.map((id) => results.find((result) => result.id === id)?.outcome)).toEqual([
    'passed',
    'passed',
    'not_applicable',
    'passed',
  ]);
  expect(await settings()).toEqual(before);
});
