import { typescript } from '../process/child';
import type { Scope } from '../process/scope';
import { runStep } from './run-step';

/**
 * Seeds the demo's database. The seed also adds its history to the simulator, which must be
 * running.
 */
export function seedDatabase(scope: Scope, env: NodeJS.ProcessEnv): Promise<void> {
  // Without this condition, importing `server-only` throws.
  const args = [...typescript, '--conditions=react-server', 'prisma/seed.ts'];
  return runStep(scope, { name: 'seed', args, env });
}
