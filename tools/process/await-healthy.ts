import { setTimeout as delay } from 'node:timers/promises';
import type { Child } from './child';
import { CommandError } from './command-error';

const patienceMs = 60_000;
const intervalMs = 100;

/** Waits until a child answers 200 at its health address. Fails when it ends or takes too long. */
export async function awaitHealthy(child: Child, url: string): Promise<void> {
  let ended = false;
  child.exited.then(() => {
    ended = true;
  });
  const deadline = Date.now() + patienceMs;
  while (!ended && Date.now() < deadline) {
    if (await answers(url)) return;
    await delay(intervalMs);
  }
  const what = ended ? 'ended before it was ready' : `did not answer at ${url} within a minute`;
  throw new CommandError(`The ${child.name} ${what}. It last said:\n${child.tail()}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}
