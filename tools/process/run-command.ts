import { CommandError } from './command-error';
import { Scope } from './scope';

const parentCheckMs = 250;
/** As shells say of a program that Ctrl-C has ended: it has not done what it was asked for. */
const INTERRUPTED = 130;

/**
 * Runs the body of a command and ends the process with the code it returns. Ctrl-C and SIGTERM end
 * it early and with another code; whatever the body started is stopped first in every case.
 */
export function runCommand(body: (scope: Scope) => Promise<number>): Promise<never> {
  return run(body, INTERRUPTED);
}

/** As `runCommand`, for what runs until somebody stops it, which is then how it ends well. */
export function runUntilStopped(body: (scope: Scope) => Promise<number>): Promise<never> {
  return run(body, 0);
}

/** As `runCommand`, for a program in this terminal that has its own use for Ctrl-C. */
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
  const stopped = interruption(signals).then(() => codeWhenStopped);
  const code = await Promise.race([body(scope), stopped]).catch(report);
  await scope.close().catch(report);
  process.exit(code);
}

function interruption(signals: NodeJS.Signals[]): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) process.on(signal, () => resolve());
    // npm passes a SIGTERM on to the shell between it and us, which ends without telling us.
    const parent = process.ppid;
    const underNpm = process.env.npm_lifecycle_event !== undefined;
    const watch = () => underNpm && process.ppid !== parent && resolve();
    setInterval(watch, parentCheckMs).unref();
  });
}

function report(error: unknown): number {
  console.error(error instanceof CommandError ? `\n${error.message}` : error);
  return 1;
}
