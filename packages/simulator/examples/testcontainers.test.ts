import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type ClientRequest, get } from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('testcontainers/', import.meta.url));

const { DOCKER_HOST = 'unix:///var/run/docker.sock', PROOF_SIMULATOR_IMAGE = 'proof-simulator' } =
  process.env;

function hasTestcontainers(): boolean {
  try {
    createRequire(folder).resolve('testcontainers');
    return true;
  } catch {
    return false;
  }
}

/** Returns the status of the container engine's response, or `null` if there is none. */
async function askEngine(path: string): Promise<number | null> {
  const socketPath = DOCKER_HOST.replace(/^unix:\/\//, '');
  const signal = AbortSignal.timeout(5_000);
  const request: ClientRequest = get({ socketPath, path, signal, agent: false });
  try {
    const [response] = await once(request, 'response');
    response.resume();
    return response.statusCode;
  } catch {
    return null;
  }
}

async function whatIsMissing(): Promise<string | null> {
  if (!hasTestcontainers()) return `testcontainers is missing: run npm install in ${folder}`;
  if ((await askEngine('/_ping')) !== 200) return `no container engine answers at ${DOCKER_HOST}`;
  if ((await askEngine(`/images/${PROOF_SIMULATOR_IMAGE}/json`)) !== 200)
    return `the container engine has no image ${PROOF_SIMULATOR_IMAGE}`;
  return null;
}

test('the example for Testcontainers passes', { timeout: 120_000 }, async ({ skip }) => {
  const missing = await whatIsMissing();
  skip(missing !== null, missing ?? '');
  const { stdout } = await promisify(execFile)('npm', ['test'], { cwd: folder });
  expect(stdout).toMatch(/pass 1\n.*fail 0\n/s);
});
