import { CommandError } from './command-error';
import { Scope } from './scope';

const parentCheckMs = 250;

/**
 * Runs the body of a command and ends the process with the code it returns. Ctrl-C and SIGTERM end
 * it early; whatever the body started is stopped first in every case.
 */
export async function runCommand(body: (scope: Scope) => Promise<number>): Promise<never> {
  const scope = new Scope();
  const code = await Promise.race([body(scope), interruption()]).catch(report);
  await scope.close().catch(report);
  process.exit(code);
}

function interruption(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve(0));
    }
    // npm passes a SIGTERM on to the shell between it and us, which ends without telling us.
    const parent = process.ppid;
    const underNpm = process.env.npm_lifecycle_event !== undefined;
    const watch = () => underNpm && process.ppid !== parent && resolve(0);
    setInterval(watch, parentCheckMs).unref();
  });
}

function report(error: unknown): number {
  console.error(error instanceof CommandError ? `\n${error.message}` : error);
  return 1;
}
