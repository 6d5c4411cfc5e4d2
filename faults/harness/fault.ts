import type { Scope } from '../../tools/process/scope';
import type { Random } from './random';

export interface FaultContext {
  seed: number;
  /** Fewer injections, the same figures to reach. */
  short: boolean;
  random: Random;
  /** Whatever is started here is ended when the fault is over. */
  scope: Scope;
  /** Where processes leave their logs and the simulator its state. */
  folder: string;
}

export interface FaultResult {
  injected: number;
  /** Acknowledged and then forgotten, never delivered, or never credited. */
  lost: number;
  /** Ended in another state than the provider's. */
  mismatched: number;
  /** Done, noted or delivered twice. */
  duplicated: number;
  /** The longest time from the fault until all was well again; Infinity when it never was. */
  recoveryMs?: number;
  /** What went wrong, in words. The figure is reached when there is nothing to say here. */
  failures: string[];
  /** Measurements worth knowing that decide nothing. */
  notes: string[];
}

export interface Fault {
  title: string;
  /** The figure to reach, as it stands in the table. */
  figure: string;
  run: (context: FaultContext) => Promise<FaultResult>;
}

export function passed({ lost, mismatched, duplicated, failures }: FaultResult): boolean {
  return lost === 0 && mismatched === 0 && duplicated === 0 && failures.length === 0;
}

/** Says what is wrong when a time is above its limit. */
export function exceeds(what: string, actualMs: number, limitMs: number): string[] {
  if (actualMs <= limitMs) return [];
  return [`${what}: ${inSeconds(actualMs)}, at most ${limitMs / 1_000} s allowed`];
}

export function inSeconds(durationMs: number): string {
  return durationMs === Infinity ? 'never' : `${(durationMs / 1_000).toFixed(1)} s`;
}
