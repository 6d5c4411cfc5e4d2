import { CommandError } from './command-error';
import { Scope } from './scope';

const PARENT_CHECK_INTERVAL_MS = 250;
/** The exit code that shells use after Ctrl-C. */
const INTERRUPTED = 130;

/** Runs a command, stops everything it started, and exits with the code it returns. */
export function runCommand(body: (scope: Scope) => Promise<number>): Promise<never> {
  return run(body, INTERRUPTED);
}

/** Like `runCommand`, for commands that run until they are stopped: Ctrl-C is not a failure. */
export function runUntilStopped(body: (scope: Scope) => Promise<number>): Promise<never> {
  return run(body, 0);
}

/** Like `runCommand`, for a program in this terminal that handles Ctrl-C itself. */
export function runInteractive(body: (scope: Scope) => Promise<number>): Promise<never> {
  process.on('SIGINT', () => {});
  return run(body, INTERRUPTED, ['SIGTERM', 'SIGHUP']);
}

async function run(
  body: (scope: Scope) => Promise<number>,
  codeWhenStopped: number,
  signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'],
): Promise<never> {
  const scope = new Scope();
  const stopped = waitForSignal(signals).then(() => codeWhenStopped);
  const code = await Promise.race([body(scope), stopped]).catch(report);
  await scope.close().catch(report);
  process.exit(code);
}

function waitForSignal(signals: NodeJS.Signals[]): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) process.on(signal, () => resolve());
    // npm sends SIGTERM only to its shell, so watch whether the parent is gone.
    const parent = process.ppid;
    const underNpm = process.env.npm_lifecycle_event !== undefined;
    const watch = () => underNpm && process.ppid !== parent && resolve();
    setInterval(watch, PARENT_CHECK_INTERVAL_MS).unref();
  });
}

function report(error: unknown): number {
  console.error(isForTheUser(error) ? `\n${error.message}` : error);
  return 1;
}

/** Also what Node.js says about a wrong argument. */
function isForTheUser(error: unknown): error is Error {
  if (error instanceof CommandError) return true;
  return error instanceof Error && 'code' in error && /^ERR_PARSE_ARGS_/.test(String(error.code));
}
