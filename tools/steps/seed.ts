import { typescript } from '../process/child';
import type { Scope } from '../process/scope';
import { runStep } from './run-step';

/** Fills the demo's database. The simulator must be up: the seed takes its history from there. */
export function seedDatabase(scope: Scope, env: NodeJS.ProcessEnv): Promise<void> {
  // The condition lets a script import modules that are marked as server-only.
  const args = [...typescript, '--conditions=react-server', 'prisma/seed.ts'];
  return runStep(scope, { name: 'seed', args, env });
}
