/** A suite that ran nothing has failed. */
export type Outcome = {
  passed: number;
  failed: number;
  output: string;
};

export type Suite = {
  label: string;
  run: () => Promise<Outcome>;
};

/** Fails a suite that ran nothing, or whose program failed although no test did. */
export function toOutcome(counted: Outcome, exitCode: number): Outcome {
  if (counted.passed + counted.failed === 0)
    return { ...counted, failed: 1, output: `${counted.output}\nNothing was tested.` };
  if (exitCode !== 0 && counted.failed === 0) return { ...counted, failed: 1 };
  return counted;
}
