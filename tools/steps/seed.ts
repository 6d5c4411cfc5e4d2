import { typescript } from '../process/child';
import type { Scope } from '../process/scope';
import { runStep } from './run-step';

/** The simulator must be running, because the seed also adds the history there. */
export function seedDatabase(
  scope: Scope,
  env: NodeJS.ProcessEnv,
  options: '--reset'[] = [],
): Promise<void> {
  // Without this condition, importing `server-only` throws.
  const args = [...typescript, '--conditions=react-server', 'prisma/seed.ts', ...options];
  return runStep(scope, { name: 'seed', args, env });
}
