import { isIP } from 'node:net';
import { z } from 'zod';
import type { WorldConfig } from './config';

const seconds = z.number().min(0).max(31_536_000);

/**
 * What can change while the simulator runs. Each start takes the values of the configuration. The
 * control API and the control room show the descriptions.
 */
export const settingsSchema = z.strictObject({
  webhooks: z.enum(['on', 'off']).describe('Whether webhooks are sent.'),
  socket: z
    .enum(['on', 'off'])
    .describe('Whether WebSockets are accepted. Switching them off closes the open ones.'),
  webhookUrls: z
    .array(z.url({ protocol: /^https?$/ }))
    .max(10)
    .describe('Where webhooks are sent. Each URL gets every webhook.'),
  webhookSignature: z
    .enum(['off', 'body', 'timestamp'])
    .describe('What X-Proof-Signature signs. Proof documents no signature.'),
  stepSeconds: seconds.describe('From the payment to the settlement.'),
  depositWindowSeconds: seconds.describe('Until a sell without a deposit fails.'),
  initTokenSeconds: seconds.describe('Until an unused init token expires.'),
  offrampEnabled: z.boolean().describe('Whether users can sell.'),
  offrampRefusal: z
    .strictObject({
      httpStatus: z.number().int().min(400).max(599),
      error: z.string().min(1),
      code: z.string().min(1),
    })
    .describe(
      'The response to a sell while off-ramp is disabled. Not documented; the default is that of the older edition.',
    ),
  partialDeposit: z
    .enum(['waits', 'converts'])
    .describe(
      'Whether a deposit below the amount waits for the rest or is converted as it is. Not documented.',
    ),
  socketSnapshot: z
    .enum(['on', 'off'])
    .describe('Whether a new WebSocket receives the current status. Not documented.'),
  unknownSockets: z
    .enum(['refused', 'silent'])
    .describe(
      'What happens to a WebSocket without tx_id or of an unknown transaction. Not documented.',
    ),
  identityByEmail: z
    .enum(['on', 'off'])
    .describe(
      'Whether users with the same verified email address share its verification. Not documented.',
    ),
  requestChecks: z
    .enum(['strict', 'lenient'])
    .describe('How strictly IDs, email addresses and client_ip are checked. Not documented.'),
  previousTokens: z
    .array(z.string().startsWith('sim_').min(12).max(200))
    .max(10)
    .describe(
      'Accepted besides the client token, as an old token is for a while after a rotation.',
    ),
  magicAmounts: z
    .enum(['on', 'off'])
    .describe('Whether the last digits of an amount choose a scenario, as in 100.04.'),
  speed: z
    .union([z.number().positive().max(1_000_000), z.literal('instant')])
    .describe('How much faster than real time scenarios run: a number, or instant.'),
  allowedIps: z
    .array(z.string().refine((ip) => isIP(ip) !== 0, 'must be an IP address'))
    .describe('The IP addresses that can call the API. An empty list allows all.'),
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
