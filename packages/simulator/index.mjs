import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

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
    control: (method, path, body) => requestControl(runningUrl(), { method, path, body }),
  };
}

/** Worlds are below `/control`, the operations of the default world below `/control/api`. */
async function requestControl(url, { method, path, body }) {
  const relative = /^(\/control)?(\/worlds(\/|$).*)/.exec(path)?.[2];
  const target = relative === undefined ? `/control/api${path}` : `/control${relative}`;
  const response = await fetch(url + target, { method, body: body && JSON.stringify(body) });
  const text = await response.text();
  if (response.ok) return text === '' ? null : JSON.parse(text);
  const error = new Error(`${method} ${path} returned ${response.status}: ${text}`);
  throw Object.assign(error, { status: response.status });
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
