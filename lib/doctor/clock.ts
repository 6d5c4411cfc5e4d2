import { type Finding, failed, passed } from './check';

/** A machine with a time service is off by milliseconds. */
const MAX_OFFSET_MS = 5_000;

export type ClockReading = {
  /** Whose clock it is, as in "the database". */
  of: string;
  /** How far their clock is ahead of this machine's. */
  offsetMs: number;
  /** How wrong the offset can be: the duration of the request, and the resolution of their time. */
  uncertaintyMs: number;
};

/** `theirMs` was read between `sentMs` and `receivedMs` of this machine's clock. */
export function readClock(
  of: string,
  theirMs: number,
  { sentMs, receivedMs }: { sentMs: number; receivedMs: number },
  resolutionMs = 0,
): ClockReading {
  const roundTripMs = receivedMs - sentMs;
  // A time in whole seconds is half a second behind on average.
  const offsetMs = theirMs + resolutionMs / 2 - (sentMs + receivedMs) / 2;
  return { of, offsetMs, uncertaintyMs: (roundTripMs + resolutionMs) / 2 };
}

export function judgeClock({ of, offsetMs, uncertaintyMs }: ClockReading): Finding {
  if (Math.abs(offsetMs) - uncertaintyMs <= MAX_OFFSET_MS)
    return passed(
      `This machine and ${of} agree to within ${seconds(Math.max(Math.abs(offsetMs), uncertaintyMs))}.`,
    );
  const direction = offsetMs > 0 ? 'behind' : 'ahead of';
  return failed({
    found: `This machine's clock is ${seconds(Math.abs(offsetMs))} ${direction} ${of}.`,
    why: "Sign-ins and stored sessions expire at the wrong time, and times on the pages don't fit Proof's. Leases use the database's clock, so no order is lost.",
    fix: [
      'Turn on the time service of this machine: `timedatectl set-ntp true`',
      `If this machine is right (compare with \`date -u\`), correct the clock of ${of}.`,
    ],
  });
}

function seconds(ms: number): string {
  return ms < 1000 ? `${Math.ceil(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
