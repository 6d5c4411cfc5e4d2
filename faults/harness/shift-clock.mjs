/** Moves this process's wall clock, and leaves `performance.now()` as it is, as a wrong clock does. */
export function shiftClock(offsetMs) {
  const RealDate = globalThis.Date;
  class ShiftedDate extends RealDate {
    constructor(...parts) {
      if (parts.length === 0) super(RealDate.now() + offsetMs);
      else super(...parts);
    }

    static now() {
      return RealDate.now() + offsetMs;
    }
  }
  globalThis.Date = ShiftedDate;
  return () => {
    globalThis.Date = RealDate;
  };
}

// As a preload it shifts the program that follows: NODE_OPTIONS="--import …/shift-clock.mjs".
const given = Number(process.env.FAULTS_CLOCK_OFFSET_MS ?? 0);
if (given !== 0) shiftClock(given);
