import { z } from 'zod';
import { delayMs, type FaultDefinition, parameters } from './definition';

const EVERY = 'Every webhook of every transaction.';
const HINT_ONLY = `${EVERY} Polling and the WebSocket stay true.`;

export const WEBHOOK_FAULTS = {
  webhook_duplicated: {
    area: 'webhook',
    title: 'Webhooks duplicated',
    does: 'Sends each webhook several times, as internal redelivery may.',
    blastRadius: `${EVERY} A receiver that is idempotent sees no difference.`,
    parameters: parameters({ copies: z.number().int().min(2).max(50).default(3) }),
  },
  webhook_delayed: {
    area: 'webhook',
    title: 'Webhooks delayed',
    does: 'Sends each webhook later, by the simulator’s clock, with the content it had.',
    blastRadius: HINT_ONLY,
    parameters: parameters({ seconds: z.number().min(0).max(604_800).default(30) }),
  },
  webhook_reordered: {
    area: 'webhook',
    title: 'Webhooks reordered',
    does: 'Holds webhooks back until some have gathered, then sends the newest first.',
    blastRadius: `${HINT_ONLY} What has not gathered in time goes out after the waiting time.`,
    parameters: parameters({
      gather: z.number().int().min(2).max(50).default(2),
      waitSeconds: z.number().min(0).max(86_400).default(10),
    }),
  },
  webhook_dropped: {
    area: 'webhook',
    title: 'Webhooks dropped',
    does: 'Does not send them, and never will.',
    blastRadius: HINT_ONLY,
    parameters: parameters({}),
  },
  webhook_before_response: {
    area: 'webhook',
    title: 'Webhook before the session’s response',
    does: 'Sends a webhook for the new transaction, waits for its answer, then answers the session.',
    blastRadius: 'Every new session: the partner hears of an id that it does not know yet.',
    parameters: parameters({}),
  },
  webhook_malformed: {
    area: 'webhook',
    title: 'Webhooks malformed',
    does: 'Sends a body that is broken in the chosen way.',
    blastRadius: HINT_ONLY,
    parameters: parameters({
      how: z
        .enum(['truncated', 'not_json', 'wrong_types', 'missing_fields', 'empty'])
        .default('truncated'),
    }),
  },
  webhook_oversized: {
    area: 'webhook',
    title: 'Webhooks oversized',
    does: 'Adds a field that makes the body as large as asked for.',
    blastRadius: `${HINT_ONLY} A receiver without a limit spends memory on it.`,
    parameters: parameters({ bytes: z.number().int().min(1_000).max(5_000_000).default(64_000) }),
  },
  webhook_slow: {
    area: 'webhook',
    title: 'Webhooks sent slowly',
    does: 'Sends the first half of the body at once and the rest after the given time.',
    blastRadius: `${HINT_ONLY} Each one holds a connection of the receiver for as long.`,
    parameters: parameters({ delayMs: delayMs.default(2_000) }),
  },
  webhook_wrong_secret: {
    area: 'webhook',
    title: 'Webhooks to a wrong secret',
    does: 'Replaces the last part of the address, where the secret stands.',
    blastRadius: `${HINT_ONLY} The receiver must answer 404 and change nothing.`,
    parameters: parameters({
      secret: z
        .string()
        .regex(/^[\w-]{1,200}$/)
        .default('not-the-secret'),
    }),
  },
} as const satisfies Record<string, FaultDefinition>;
