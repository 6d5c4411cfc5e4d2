import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createControlClient } from './control-client.mjs';

export { createControlClient };

const program = fileURLToPath(new URL('bin.mjs', import.meta.url));
const READY = /^Proof simulator ready at (\S+)$/;

export function createSimulator(environment = {}) {
  const token = environment.PROOF_CLIENT_TOKEN ?? 'sim_client_token';
  let child = null;
  let folder = null;
  let url = null;
  const runningUrl = () => {
    if (url === null) throw new Error('The simulator has not started.');
    return url;
  };
  return {
    async start() {
      if (child) throw new Error('The simulator has started.');
      folder = mkdtempSync(join(tmpdir(), 'proof-simulator-'));
      const defaults = { SIMULATOR_PORT: '0', SIMULATOR_DATA_DIR: folder };
      // Not those of this process, which may be meant for the partner's backend.
      const env = { ...defaults, ...environment };
      child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      url = await readUrl(child);
    },
    async stop() {
      if (child && child.exitCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
      child = null;
      url = null;
    },
    get url() {
      return runningUrl();
    },
    token,
    get control() {
      return createControlClient(runningUrl(), { token: environment.SIMULATOR_CONTROL_TOKEN });
    },
  };
}

async function readUrl(child) {
  let output = '';
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  for await (const line of createInterface(child.stdout)) {
    const url = READY.exec(line)?.[1];
    if (url === undefined) continue;
    // Otherwise the process would block once its output fills the pipe.
    child.stdout.resume();
    return url;
  }
  throw new Error(`The simulator did not start:\n${output}`);
}
