import { z } from 'zod';

/** What one run hands to the next beside its records. */
export const runSchema = z.object({
  seed: z.string().nullable(),
  /** How often the simulator was started on these data. */
  starts: z.number(),
  offsetMs: z.number(),
  frozenAtMs: z.number().nullable(),
});
export type Run = z.infer<typeof runSchema>;
