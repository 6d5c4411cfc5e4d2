import type { Scope } from '../../tools/process/scope';
import type { Random } from './random';

export type FaultCase = {
  title: string;
  /** As shown in the table. */
  target: string;
  run: (context: CaseContext) => Promise<Measurements>;
};

export type CaseContext = {
  seed: number;
  /** Fewer injections, the same targets. */
  short: boolean;
  random: Random;
  /** Stops everything that was started in it when the case ends. */
  scope: Scope;
  /** For the logs of processes and the simulator's state. */
  folder: string;
};

export type Measurements = {
  injected: number;
  /** Webhooks acknowledged and not stored, events not delivered, side effects that never ran. */
  lost: number;
  /** Transactions whose status is not the provider's. */
  mismatched: number;
  /** Recorded, delivered or run twice. */
  duplicated: number;
  /** The longest time to recovery; Infinity if it never recovered. */
  recoveryMs?: number;
  missed: string[];
  notes: string[];
};

export function hasPassed({ lost, mismatched, duplicated, missed }: Measurements): boolean {
  return lost === 0 && mismatched === 0 && duplicated === 0 && missed.length === 0;
}

/** Returns a missed target if a time is over its limit. */
export function overLimit(what: string, actualMs: number, limitMs: number): string[] {
  if (actualMs <= limitMs) return [];
  return [`${what}: ${formatSeconds(actualMs)}, limit ${limitMs / 1_000} s`];
}

export function formatSeconds(durationMs: number): string {
  return durationMs === Infinity ? 'never' : `${(durationMs / 1_000).toFixed(1)} s`;
}
