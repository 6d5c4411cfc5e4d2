import { setTimeout as delay } from 'node:timers/promises';
import type { Child } from './child';
import { CommandError } from './command-error';

const READY_TIMEOUT_MS = 60_000;
const POLL_INTERVAL_MS = 100;

/** Waits until the health check of a child succeeds. Throws if it exits or takes too long. */
export async function awaitHealthy(
  child: Child,
  url: string,
  headers: Record<string, string> = {},
): Promise<void> {
  let ended = false;
  child.exited.then(() => {
    ended = true;
  });
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!ended && Date.now() < deadline) {
    if (await isHealthy(url, headers)) return;
    await delay(POLL_INTERVAL_MS);
  }
  const what = ended ? 'exited before it was ready' : `did not respond at ${url} within a minute`;
  throw new CommandError(`The ${child.name} ${what}. Its last output:\n${child.tail()}`);
}

async function isHealthy(url: string, headers: Record<string, string>): Promise<boolean> {
  try {
    return (await fetch(url, { headers, signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}
