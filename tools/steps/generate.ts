import type { Scope } from '../process/scope';
import { contentHash } from './content-hash';
import { runStep } from './run-step';
import { unlessDone } from './stamp';

export function generateClient(scope: Scope, env: NodeJS.ProcessEnv): Promise<boolean> {
  const hash = contentHash(['prisma/schema.prisma', 'package-lock.json']);
  return unlessDone('lib/generated/schema-hash', hash, () =>
    runStep(scope, {
      name: 'generate',
      args: ['node_modules/prisma/build/index.js', 'generate', '--no-hints'],
      // `prisma generate` needs no schema engine here, but downloads one unless this names a file.
      env: { ...env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
    }),
  );
}
