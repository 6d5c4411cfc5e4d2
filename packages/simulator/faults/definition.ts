import { z } from 'zod';

const FAULT_AREAS = ['api', 'webhook', 'socket', 'widget', 'session'] as const;

/** A fault as data: what it does and whom it hits in words, and the parameters it can be given. */
export type FaultDefinition = {
  area: (typeof FAULT_AREAS)[number];
  title: string;
  does: string;
  blastRadius: string;
  parameters: z.ZodObject;
};

/** Every fault can be limited to a number of times and to a share of the occasions. */
export function parameters<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject({
    times: z.number().int().min(1).max(1_000_000).nullable().default(null),
    rate: z.number().min(0).max(1).default(1),
    ...shape,
  });
}

export const delayMs = z.number().int().min(0).max(120_000);
