import { z } from 'zod';
import { runProgram } from '../../tools/suites/run-program';
import type { Suite } from '../../tools/suites/suite';
import { countTests, reports } from '../../tools/suites/test-suites';

const certificateSchema = z
  .object({
    verdict: z.string(),
    counts: z.object({ passed: z.number(), failed: z.number(), not_applicable: z.number() }),
  })
  // Certified is who passes every must-check. One that could not be done is no guarantee.
  .transform(({ verdict, counts: { passed, failed, not_applicable } }) => ({
    passed,
    failed: verdict === 'certified' ? 0 : failed + not_applicable,
  }));

export const appCertification: Suite = {
  label: 'Certification of the app',
  run: () =>
    countTests(`${reports}/certificate.json`, certificateSchema, () =>
      runProgram(['scripts/bootstrap.cjs', 'certify', '--app', '--report', reports]),
    ),
};
