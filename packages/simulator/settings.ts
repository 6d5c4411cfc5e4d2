import { isIP } from 'node:net';
import { z } from 'zod';
import type { SimulatorConfig } from './config';

/**
 * What may change while the simulator runs. It starts from the configuration again at each start,
 * so a forgotten switch never outlives the process.
 */
export const settingsSchema = z.strictObject({
  webhooks: z.enum(['on', 'off']),
  socket: z.enum(['on', 'off']),
  webhookUrl: z.url({ protocol: /^https?$/ }).nullable(),
  stepSeconds: z.number().min(0).max(31_536_000),
  depositWindowSeconds: z.number().min(0).max(31_536_000),
  initTokenSeconds: z.number().min(0).max(31_536_000),
  offrampEnabled: z.boolean(),
  // The current contract does not say how a sell is refused while off-ramp is disabled, so a tester
  // chooses; the default is the answer of the older edition.
  offrampRefusal: z.strictObject({
    httpStatus: z.number().int().min(400).max(599),
    error: z.string().min(1),
    code: z.string().min(1),
  }),
  // Whether a deposit that is too small is converted as far as it goes, or waits until the window
  // passes, is not documented either.
  partialDeposit: z.enum(['waits', 'converts']),
  // Whether a new socket is told where its transaction stands is not documented.
  socketSnapshot: z.enum(['on', 'off']),
  magicAmounts: z.enum(['on', 'off']),
  /** How much faster than real time the steps of a scenario follow each other. */
  speed: z.union([z.number().positive().max(1_000_000), z.literal('instant')]),
  allowedIps: z.array(z.string().refine((ip) => isIP(ip) !== 0, 'must be an IP address')),
});

export type Settings = z.infer<typeof settingsSchema>;

export function initialSettings(config: SimulatorConfig): Settings {
  return {
    webhooks: 'on',
    socket: 'on',
    webhookUrl: config.webhookUrl,
    stepSeconds: config.stepSeconds,
    depositWindowSeconds: config.depositWindowSeconds,
    initTokenSeconds: 3_600,
    offrampEnabled: config.offrampEnabled,
    offrampRefusal: { httpStatus: 403, error: 'offramp_disabled', code: 'offramp_disabled' },
    partialDeposit: 'waits',
    socketSnapshot: 'off',
    magicAmounts: 'on',
    speed: 1,
    allowedIps: config.allowedIps,
  };
}
