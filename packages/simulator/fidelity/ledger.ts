import { BEHAVIOURS, ENDPOINTS } from './behaviours';
import type { FidelityEntry } from './entry';
import { FIELDS } from './fields';
import { ERRORS, STATUSES, TIMINGS } from './statuses-and-errors';

/** Keeps assumptions about Proof apart from what Proof documents. */
export const LEDGER: FidelityEntry[] = [
  ...ENDPOINTS,
  ...BEHAVIOURS,
  ...STATUSES,
  ...TIMINGS,
  ...ERRORS,
  ...FIELDS,
];
