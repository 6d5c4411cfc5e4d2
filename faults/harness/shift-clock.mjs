/** Shifts the wall clock of this process but not `performance.now()`, like a wrong system clock. */
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

// Also a preload that shifts the clock of a program.
const preset = Number(process.env.FAULTS_CLOCK_OFFSET_MS ?? 0);
if (preset !== 0) shiftClock(preset);
