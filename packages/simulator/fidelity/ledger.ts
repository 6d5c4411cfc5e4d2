import { BEHAVIOURS, ENDPOINTS } from './endpoints';
import type { FidelityEntry } from './entry';
import { FIELDS } from './fields';
import { ERRORS, STATUSES, TIMINGS } from './statuses';

/** What each behaviour of the simulator rests on, so that nobody takes a guess for a promise. */
export const LEDGER: FidelityEntry[] = [
  ...ENDPOINTS,
  ...BEHAVIOURS,
  ...STATUSES,
  ...TIMINGS,
  ...ERRORS,
  ...FIELDS,
];
