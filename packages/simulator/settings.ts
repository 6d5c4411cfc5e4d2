import { isIP } from 'node:net';
import { z } from 'zod';
import type { WorldConfig } from './config';

const seconds = z.number().min(0).max(31_536_000);

/** What can change while the simulator runs. Each start takes the values of the configuration. */
export const settingsSchema = z.strictObject({
  webhooks: z.enum(['on', 'off']),
  socket: z.enum(['on', 'off']),
  /** Each gets every webhook. */
  webhookUrls: z.array(z.url({ protocol: /^https?$/ })).max(10),
  // The contract says nothing about signed webhooks (webhooks/sign.ts).
  webhookSignature: z.enum(['off', 'body', 'timestamp']),
  stepSeconds: seconds,
  depositWindowSeconds: seconds,
  initTokenSeconds: seconds,
  offrampEnabled: z.boolean(),
  // The contract does not document the response to a sell while off-ramp is disabled. The default is
  // that of the older edition.
  offrampRefusal: z.strictObject({
    httpStatus: z.number().int().min(400).max(599),
    error: z.string().min(1),
    code: z.string().min(1),
  }),
  // Not documented: a deposit below the amount waits for the rest, or is converted as it is.
  partialDeposit: z.enum(['waits', 'converts']),
  // Not documented: whether a new socket receives the current status.
  socketSnapshot: z.enum(['on', 'off']),
  // Not documented: what happens to a socket without tx_id, or of an unknown transaction.
  unknownSockets: z.enum(['refused', 'silent']),
  // Not documented: whether users with the same verified email address share its verification.
  identityByEmail: z.enum(['on', 'off']),
  // Not documented: how strictly IDs, email addresses and client_ip are checked.
  requestChecks: z.enum(['strict', 'lenient']),
  /** Accepted besides the client token, as an old one is for a while after a rotation. */
  previousTokens: z.array(z.string().startsWith('sim_').min(12).max(200)).max(10),
  magicAmounts: z.enum(['on', 'off']),
  /** How much faster than real time scenarios run. */
  speed: z.union([z.number().positive().max(1_000_000), z.literal('instant')]),
  allowedIps: z.array(z.string().refine((ip) => isIP(ip) !== 0, 'must be an IP address')),
});

export type Settings = z.infer<typeof settingsSchema>;

export function initialSettings(config: WorldConfig): Settings {
  return {
    webhooks: 'on',
    socket: 'on',
    webhookUrls: config.webhookUrls,
    webhookSignature: 'off',
    stepSeconds: config.stepSeconds,
    depositWindowSeconds: config.depositWindowSeconds,
    initTokenSeconds: 3_600,
    offrampEnabled: config.offrampEnabled,
    offrampRefusal: { httpStatus: 403, error: 'offramp_disabled', code: 'offramp_disabled' },
    partialDeposit: 'waits',
    socketSnapshot: 'off',
    unknownSockets: 'refused',
    identityByEmail: 'on',
    requestChecks: 'strict',
    previousTokens: [],
    magicAmounts: 'on',
    speed: 1,
    allowedIps: config.allowedIps,
  };
}
