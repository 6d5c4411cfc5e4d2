import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import getPort from 'get-port';
import { runToEnd } from '../../../tools/process/run-to-end';
import type { Scope } from '../../../tools/process/scope';
import { timeOf } from '../measurement';
import type { Part } from '../part';

const POLL_MS = 100;
const TIMEOUT_MS = 600_000;

/** The way from a fresh clone to the demo, beside the installation and the build alone. */
export const measureDemo: Part = async ({ scope }) => {
  const build = async () => {
    const folder = await clone('built');
    return timeOf(() => run('npm', ['run', 'build'], folder));
  };
  const demo = await clone('demo');
  // Before and after, because what runs first finds the files of npm's cache cold.
  const builtBefore = await build();
  const first = await timeUntilReady(scope, demo);
  const second = await timeUntilReady(scope, demo);
  const builtAfter = await build();
  const seconds = (...times: number[]) => times.map((ms) => ms / 1_000);
  return [
    {
      name: '`npm run demo` in a fresh clone, until ready',
      unit: 's',
      values: seconds(first),
      comparedWith: {
        name: '`npm run build` in another, which installs too',
        values: seconds(builtBefore, builtAfter),
      },
      target: { atMost: 1.2 },
    },
    {
      name: '`npm run demo` again, until ready',
      unit: 's',
      values: seconds(second),
      target: { atMost: 8 },
    },
  ];
};

/** The last commit, without anything that is installed or built. */
async function clone(name: string): Promise<string> {
  const folder = path.resolve('.data/bench', name);
  rmSync(folder, { recursive: true, force: true });
  await run('git', ['clone', '--quiet', '.', folder]);
  return folder;
}

/** Starts the demo, and stops it once it says that it is ready. */
async function timeUntilReady(scope: Scope, cwd: string): Promise<number> {
  const startMs = performance.now();
  const ports = { PORT: String(await getPort()), SIMULATOR_PORT: String(await getPort()) };
  const args = ['scripts/bootstrap.cjs', 'demo'];
  const demo = scope.start({
    ...{ name: 'bench-demo', args, cwd, env: { ...asAStranger(), ...ports }, output: 'log' },
  });
  const stopping = new AbortController();
  void demo.exited.then(() => stopping.abort());
  while (!/^Ready: /m.test(demo.tail())) {
    if (stopping.signal.aborted || performance.now() - startMs > TIMEOUT_MS)
      throw new Error(`The demo did not become ready:\n${demo.tail()}`);
    await delay(POLL_MS);
  }
  const ms = performance.now() - startMs;
  await demo.stop();
  return ms;
}

/** Without the settings of the bench. */
function asAStranger(): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, NODE_ENV: 'development' };
}

async function run(command: string, args: string[], cwd?: string): Promise<void> {
  const { code, output } = await runToEnd(command, args, { cwd, env: asAStranger() });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${output}`);
}
