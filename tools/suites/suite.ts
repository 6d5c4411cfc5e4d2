/** How one suite ended. A suite that found nothing to test has not passed. */
export interface Outcome {
  passed: number;
  failed: number;
  /** Shown when something failed. */
  output: string;
}

export interface Suite {
  label: string;
  run: () => Promise<Outcome>;
}

/** Sets a suite to failed that ran nothing, or that ended badly without naming a failed test. */
export function judge(counted: Outcome, exitCode: number): Outcome {
  if (counted.passed + counted.failed === 0) {
    return { ...counted, failed: 1, output: `${counted.output}\nNothing was tested.` };
  }
  if (exitCode !== 0 && counted.failed === 0) return { ...counted, failed: 1 };
  return counted;
}
