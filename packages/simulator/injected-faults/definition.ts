import { z } from 'zod';

export const FAULT_AREAS = ['api', 'webhook', 'socket', 'widget', 'session'] as const;

export type FaultDefinition = {
  area: (typeof FAULT_AREAS)[number];
  title: string;
  does: string;
  /** What the fault affects. */
  blastRadius: string;
  parameters: z.ZodObject;
};

/** Every fault can be limited to a number of times and to a share of its occasions. */
export function parameters<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject({
    times: z
      .number()
      .int()
      .min(1)
      .max(1_000_000)
      .nullable()
      .default(null)
      .describe('Switches itself off after this many times.'),
    rate: z
      .number()
      .min(0)
      .max(1)
      .default(1)
      .describe('The share of occasions, from 0 to 1: 0.5 is every second one on average.'),
    ...shape,
  });
}

export const delayMs = z
  .number()
  .int()
  .min(0)
  .max(120_000)
  .describe('In real time, not the simulator’s.');
