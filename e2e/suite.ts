import path from 'node:path';
import { z } from 'zod';
import { runProgram } from '../tools/suites/run-program';
import type { Suite } from '../tools/suites/suite';
import { countTests, reports } from '../tools/suites/test-suites';

export const playwrightArguments = ['node_modules/@playwright/test/cli.js', 'test'];

const playwrightSchema = z
  .object({ stats: z.object({ expected: z.number(), unexpected: z.number() }) })
  .transform(({ stats }) => ({ passed: stats.expected, failed: stats.unexpected }));

export const browserTests: Suite = {
  label: 'Browser tests',
  run: () => {
    const report = path.join(reports, 'browser.json');
    return countTests(report, playwrightSchema, () =>
      runProgram([...playwrightArguments, '--reporter', 'list,json'], {
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      }),
    );
  },
};
