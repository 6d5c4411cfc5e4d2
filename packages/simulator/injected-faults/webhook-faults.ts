import { z } from 'zod';
import { delayMs, type FaultDefinition, parameters } from './definition';

const ALL_WEBHOOKS = 'Every webhook of every transaction.';
const WEBHOOKS_ONLY = `${ALL_WEBHOOKS} Polling and the WebSocket stay correct.`;

export const WEBHOOK_FAULTS = {
  webhook_duplicated: {
    area: 'webhook',
    title: 'Webhooks duplicated',
    does: 'Sends each webhook several times, as internal redelivery can.',
    blastRadius: `${ALL_WEBHOOKS} An idempotent receiver sees no difference.`,
    parameters: parameters({
      copies: z.number().int().min(2).max(50).default(3).describe('How often each is sent.'),
    }),
  },
  webhook_delayed: {
    area: 'webhook',
    title: 'Webhooks delayed',
    does: 'Sends each webhook later by the simulator’s clock, with its original content.',
    blastRadius: WEBHOOKS_ONLY,
    parameters: parameters({
      seconds: z.number().min(0).max(604_800).default(30).describe('By the simulator’s clock.'),
    }),
  },
  webhook_reordered: {
    area: 'webhook',
    title: 'Webhooks reordered',
    does: 'Collects webhooks, then sends them with the newest first.',
    blastRadius: `${WEBHOOKS_ONLY} An incomplete batch is sent after the waiting time.`,
    parameters: parameters({
      gather: z.number().int().min(2).max(50).default(2).describe('How many make a batch.'),
      waitSeconds: z
        .number()
        .min(0)
        .max(86_400)
        .default(10)
        .describe('When an incomplete batch is sent.'),
    }),
  },
  webhook_dropped: {
    area: 'webhook',
    title: 'Webhooks dropped',
    does: 'Never sends them.',
    blastRadius: WEBHOOKS_ONLY,
    parameters: parameters({}),
  },
  webhook_before_response: {
    area: 'webhook',
    title: 'Webhook before the session response',
    does: 'Sends a webhook for the new transaction and waits for its response before it returns the session.',
    blastRadius: 'Every new session: the partner receives an id that it does not know yet.',
    parameters: parameters({}),
  },
  webhook_malformed: {
    area: 'webhook',
    title: 'Webhooks malformed',
    does: 'Sends an invalid body of the chosen kind.',
    blastRadius: WEBHOOKS_ONLY,
    parameters: parameters({
      how: z
        .enum(['truncated', 'not_json', 'wrong_types', 'missing_fields', 'empty'])
        .default('truncated')
        .describe('What is wrong with the body.'),
    }),
  },
  webhook_oversized: {
    area: 'webhook',
    title: 'Webhooks oversized',
    does: 'Adds a field that makes the body as large as given.',
    blastRadius: `${WEBHOOKS_ONLY} A receiver without a limit uses that much memory.`,
    parameters: parameters({
      bytes: z
        .number()
        .int()
        .min(1_000)
        .max(5_000_000)
        .default(64_000)
        .describe('The size of the body.'),
    }),
  },
  webhook_slow: {
    area: 'webhook',
    title: 'Webhooks sent slowly',
    does: 'Sends the first half of the body at once and the rest after the given delay.',
    blastRadius: `${WEBHOOKS_ONLY} Each one occupies a connection of the receiver.`,
    parameters: parameters({ delayMs: delayMs.default(2_000) }),
  },
  webhook_wrong_secret: {
    area: 'webhook',
    title: 'Webhooks with a wrong secret',
    does: 'Replaces the last path segment of the URL, which is the secret.',
    blastRadius: `${WEBHOOKS_ONLY} The receiver must return 404 and change nothing.`,
    parameters: parameters({
      secret: z
        .string()
        .regex(/^[\w-]{1,200}$/)
        .default('not-the-secret')
        .describe('What replaces the secret in the URL.'),
    }),
  },
} as const satisfies Record<string, FaultDefinition>;
