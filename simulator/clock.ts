/** The simulator's only source of time, so that a scenario can replace it by a virtual one. */
export type Clock = {
  nowMs(): number;
  /** Runs once when the due time has come, at once if it has passed; returns a cancel function. */
  schedule(dueAtMs: number, run: () => void): () => void;
};

// Node fires a timer at once when its delay does not fit 31 bits, so longer waits are cut in pieces.
const LONGEST_DELAY_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  schedule(dueAtMs, run) {
    let timer: NodeJS.Timeout;
    const arm = () => {
      const remainingMs = Math.max(0, dueAtMs - Date.now());
      timer =
        remainingMs > LONGEST_DELAY_MS
          ? setTimeout(arm, LONGEST_DELAY_MS)
          : setTimeout(run, remainingMs);
      timer.unref();
    };
    arm();
    return () => clearTimeout(timer);
  },
};
