import { readdirSync } from 'node:fs';
import type { Scope } from '../process/scope';
import { assembleRelease, programSources } from './assemble-release';
import { contentHash } from './content-hash';
import { runStep } from './run-step';
import { unlessDone } from './stamp';

// Unlisted folders trigger a build. An unnecessary build is better than a stale one.
const irrelevant = new Set([
  ...['.cache', '.ci', '.data', '.git', '.next', 'node_modules'],
  ...['docs', 'e2e', 'faults', 'packages', 'scripts', 'testing', 'tools'],
  ...['coverage', 'playwright-report', 'test-results', 'next-env.d.ts', 'tsconfig.tsbuildinfo'],
]);

/** Besides the app's own sources. */
const releaseSources = [...programSources, 'tools/process', 'tools/steps/assemble-release.ts'];

/** Builds the app, unless its sources have not changed since the last build. */
export function buildApp(scope: Scope, env: NodeJS.ProcessEnv): Promise<boolean> {
  const sources = readdirSync('.').filter(
    (name) => !irrelevant.has(name) && !/\.md$|^\.env|\.log$/.test(name),
  );
  const inlined = Object.entries(env).filter(([name]) => name.startsWith('NEXT_PUBLIC_'));
  const hash = contentHash(
    [...sources, ...releaseSources],
    [process.version, JSON.stringify(inlined)],
  );
  return unlessDone('.next/source-hash', hash, async () => {
    await runStep(scope, {
      name: 'build',
      args: ['node_modules/next/dist/bin/next', 'build'],
      env: { ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    });
    await assembleRelease();
  });
}
