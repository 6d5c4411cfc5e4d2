import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { runProgram } from './run-program';
import { type Outcome, type Suite, toOutcome } from './suite';

export const reports = '.data/test-reports';

const vitestSchema = z
  .object({ numPassedTests: z.number(), numFailedTests: z.number() })
  .transform((report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }));

type Project = 'unit' | 'certification' | 'integration';

export const vitestArguments = (project: Project) => [
  ...['node_modules/vitest/vitest.mjs', 'run', '--project', project],
];

export function vitestSuite(label: string, project: Project): Suite {
  const report = path.join(reports, `${project}.json`);
  return {
    label,
    run: () =>
      countTests(report, vitestSchema, () =>
        runProgram([
          ...vitestArguments(project),
          ...['--reporter', 'default', '--reporter', 'json', '--outputFile.json', report],
        ]),
      ),
  };
}

/** Runs a suite and reads the counts from its report. A suite without a report has failed. */
export async function countTests(
  report: string,
  schema: z.ZodType<{ passed: number; failed: number }>,
  run: () => ReturnType<typeof runProgram>,
): Promise<Outcome> {
  rmSync(report, { force: true });
  const { code, output } = await run();
  try {
    const counts = schema.parse(JSON.parse(readFileSync(report, 'utf8')));
    return toOutcome({ ...counts, output }, code);
  } catch {
    return { passed: 0, failed: 1, output };
  }
}
