import { CommandError } from '../process/command-error';
import type { Scope } from '../process/scope';

type Step = {
  name: string;
  args: string[];
  env: NodeJS.ProcessEnv;
};

/** Runs Node.js until it exits, with its output in a log. Throws with the end of that log. */
export async function runStep(scope: Scope, { name, args, env }: Step): Promise<void> {
  const child = scope.start({ name, args, env, output: 'log' });
  if ((await child.exited) === 0) return;
  throw new CommandError(`The step "${name}" failed. Its last output:\n${child.tail()}`);
}
