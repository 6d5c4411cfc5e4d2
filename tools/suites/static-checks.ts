import { existsSync, readdirSync } from 'node:fs';
import { z } from 'zod';
import type { RunResult } from '../process/run-to-end';
import { runProgram } from './run-program';
import { type Outcome, type Suite, toOutcome } from './suite';

export const formatAndLint: Suite = {
  label: 'Format and lint',
  run: async () =>
    asSingleCheck(
      await runProgram(['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '.']),
    ),
};

export const types: Suite = {
  label: 'Types',
  run: async () => {
    // Next.js generates types for the routes.
    const routes = await runProgram(['node_modules/next/dist/bin/next', 'typegen']);
    if (routes.code !== 0) return asSingleCheck(routes);
    return asSingleCheck(await runProgram(['node_modules/typescript/bin/tsc', '--noEmit']));
  },
};

const cruiseSchema = z.object({
  summary: z.object({
    error: z.number(),
    totalCruised: z.number(),
    violations: z.array(
      z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) }),
    ),
  }),
});

function sources(): string[] {
  const folders = ['app', 'components', 'e2e', 'faults', 'lib', 'packages', 'prisma', 'scripts'];
  const modules = readdirSync('.').filter((name) => /\.(ts|mjs)$/.test(name));
  return [...folders, 'testing', 'tools', ...modules].filter((name) => existsSync(name));
}

export const dependencyRules: Suite = {
  label: 'Dependency rules',
  run: async () => {
    const options = ['--output-type', 'json', '--config', '.dependency-cruiser.cjs'];
    const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
    const cruise = await runProgram([cruiser, ...options, ...sources()]);
    const parsed = cruiseSchema.safeParse(parseJson(cruise.output));
    if (!parsed.success) return { passed: 0, failed: 1, output: cruise.output };
    const { violations, totalCruised } = parsed.data.summary;
    const output = violations
      .map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
      .join('\n');
    // With an unsupported TypeScript, dependency-cruiser finds no modules and succeeds.
    return toOutcome(
      { passed: totalCruised > 0 && !output ? 1 : 0, failed: output ? 1 : 0, output },
      0,
    );
  },
};

export const unusedCode: Suite = {
  label: 'Unused code',
  run: async () =>
    asSingleCheck(await runProgram(['node_modules/knip/bin/knip.js', '--no-progress'])),
};

function asSingleCheck({ code, output }: RunResult): Outcome {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
