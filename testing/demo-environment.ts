import { randomBytes } from 'node:crypto';
import getPort from 'get-port';
import { demoSettings } from '../tools/simulator/settings';

export type Settings = Record<string, string>;

/** The demo settings with free ports and new secrets. */
export async function demoEnvironment(
  folder: string,
  overrides: Settings = {},
): Promise<NodeJS.ProcessEnv & Settings> {
  const port = String(await getPort());
  const simulatorPort = String(await getPort());
  const secrets = {
    AUTH_SECRET: randomText(),
    PROOF_WEBHOOK_SECRET: randomText(),
    PROOF_CLIENT_TOKEN: `sim_${randomText()}`,
  };
  return {
    ...process.env,
    NODE_ENV: 'test',
    ...demoSettings({ port, simulatorPort }, secrets),
    SIMULATOR_DATA_DIR: folder,
    ...overrides,
  };
}

function randomText(): string {
  return randomBytes(32).toString('base64url');
}
