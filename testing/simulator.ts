import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Scope } from '../tools/process/scope';
import { startSimulator as startChild } from '../tools/simulator/start';
import { demoEnvironment, type Settings } from './demo-environment';

export type Control = (path: string, init?: RequestInit) => Promise<Response>;

export type TestSimulator = {
  url: string;
  token: string;
  /** The environment variables of an app that uses this simulator. */
  settings: Settings;
  /** For example `control('/settings', { method: 'PATCH', … })`. */
  control: Control;
  stop: () => Promise<void>;
};

/** Starts an empty simulator as a separate process on a free port. */
export async function startSimulator(overrides: Settings = {}): Promise<TestSimulator> {
  const folder = await mkdtemp(path.join(tmpdir(), 'simulator-'));
  const scope = new Scope(folder);
  scope.defer(() => rm(folder, { recursive: true, force: true }));
  const settings = await demoEnvironment(path.join(folder, 'state'), overrides);
  try {
    await startChild(scope, settings, 'log');
  } catch (error) {
    await scope.close();
    throw error;
  }
  const { PROOF_API_URL: url = '', PROOF_CLIENT_TOKEN: token = '' } = settings;
  return { url, token, settings, control: controlAt(url), stop: () => scope.close() };
}

export function controlAt(simulatorUrl: string): Control {
  return (pathname, init) => fetch(`${simulatorUrl}/control/api${pathname}`, init);
}
