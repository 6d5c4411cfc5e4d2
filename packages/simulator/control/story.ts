import { z } from 'zod';
import { FAULT_IDS } from '../injected-faults/injected-faults';
import { fiatCurrencySchema, statusSchema } from '../provider/transaction';
import { kycStatusSchema } from '../provider/user';
import { settingsSchema } from '../settings';
import type { Simulator } from '../simulator';
import { Mask } from './mask';
import { subjectOf } from './user-names';

const STORY_VERSION = 1;

/** Milliseconds since the first step, by the simulator's clock. */
const offsetMs = z.number().min(0);
const fiat = { fiatCurrency: fiatCurrencySchema, fiatAmount: z.string() };

const orderedSchema = z.strictObject({
  kind: z.literal('order'),
  offsetMs,
  transactionId: z.string(),
  partnerUserId: z.string(),
  transactionType: z.enum(['buy', 'sell']),
  amount: z.string(),
  currency: z.string(),
  network: z.string(),
  ...fiat,
});

const statusStepSchema = z.strictObject({
  kind: z.literal('status'),
  offsetMs,
  transactionId: z.string(),
  from: statusSchema,
  to: statusSchema,
  cause: z.string(),
  cryptoAmount: z.string(),
  paymentMethod: z.string().nullable(),
  ...fiat,
});

const identityStepSchema = z.strictObject({
  kind: z.literal('identity'),
  offsetMs,
  partnerUserId: z.string(),
  from: kycStatusSchema,
  to: kycStatusSchema,
});

const webhookStepSchema = z.strictObject({
  kind: z.literal('webhook'),
  offsetMs,
  body: z.record(z.string(), z.unknown()),
  faults: z.array(z.enum([...FAULT_IDS, 'forged'])),
  /** `null` without a response. */
  responseStatus: z.number().nullable(),
  responseBody: z.unknown(),
  durationMs: z.number(),
});

const callStepSchema = z.strictObject({
  kind: z.literal('call'),
  offsetMs,
  method: z.string(),
  path: z.string(),
  status: z.number(),
  durationMs: z.number(),
  requestBody: z.unknown(),
  responseBody: z.unknown(),
});

const stepSchema = z.discriminatedUnion('kind', [
  orderedSchema,
  statusStepSchema,
  identityStepSchema,
  webhookStepSchema,
  callStepSchema,
]);

/** Everything that happened in a world, in order, without secrets and personal data. */
export const storySchema = z.strictObject({
  version: z.literal(STORY_VERSION),
  startedAt: z.iso.datetime(),
  seed: z.string().nullable(),
  clock: z.strictObject({ offsetMs: z.number(), frozenAtMs: z.number().nullable() }),
  // Without secrets, and the partner's addresses.
  settings: settingsSchema
    .omit({ webhookUrls: true, previousTokens: true, allowedIps: true })
    .partial(),
  steps: z.array(stepSchema),
});
export type Story = z.infer<typeof storySchema>;
export type StoryStep = Story['steps'][number];

/** A step with its time, in milliseconds since the epoch. */
type Timed = { atMs: number; step: Record<string, unknown> };

const KINDS: Record<string, string> = {
  'session.created': 'order',
  'transaction.status': 'status',
  'identity.status': 'identity',
};

const loggedSchema = z.looseObject({
  at: z.iso.datetime(),
  type: z.string(),
  partnerUserId: z.string().optional(),
});

function eventSteps({ events }: Simulator, mask: Mask): Timed[] {
  const lines = events
    .ndjson()
    .split('\n')
    .filter((line) => line !== '');
  return lines.flatMap((line) => {
    const {
      sequence: _,
      at,
      type,
      partnerUserId,
      ...detail
    } = loggedSchema.parse(JSON.parse(line));
    const kind = KINDS[type];
    if (kind === undefined) return [];
    const user = partnerUserId !== undefined && {
      partnerUserId: mask.pseudonym('partner_user_id', partnerUserId),
    };
    return [{ atMs: Date.parse(at), step: { kind, ...detail, ...user } }];
  });
}

/** The path, in which only the IDs of transactions stay. */
function maskedPath({ store }: Simulator, mask: Mask, path: string): string {
  const { subject, id } = subjectOf(path);
  if (subject === 'users')
    return `/widget/users/${mask.pseudonym('partner_user_id', id)}/kyc-status`;
  if (subject !== 'transactions' || store.transactions.get(id)) return path;
  return `/widget/transactions/${mask.pseudonym('merchant_transaction_id', id)}`;
}

function callSteps(simulator: Simulator, mask: Mask): Timed[] {
  const oldestFirst = simulator.calls.newestFirst().reverse();
  return oldestFirst.map(({ at, method, path, status, durationMs, requestBody, responseBody }) => ({
    atMs: Date.parse(at),
    step: {
      kind: 'call',
      method,
      path: maskedPath(simulator, mask, path),
      status,
      durationMs,
      requestBody: mask.body(requestBody),
      responseBody: mask.body(responseBody),
    },
  }));
}

function webhookSteps({ deliveries }: Simulator, mask: Mask): Timed[] {
  const oldestFirst = deliveries.newestFirst().sort((left, right) => left.id - right.id);
  return oldestFirst.map(({ at, body, faults, responseStatus, responseBody, durationMs }) => ({
    atMs: Date.parse(at),
    step: {
      kind: 'webhook',
      body: mask.value(body, 'body'),
      faults,
      responseStatus,
      responseBody: mask.body(responseBody),
      durationMs,
    },
  }));
}

/** The last 1,000 calls and webhooks, and all orders and changes. */
export function exportStory(simulator: Simulator): Story {
  const mask = new Mask();
  const timed = [eventSteps, webhookSteps, callSteps]
    .flatMap((stepsOf) => stepsOf(simulator, mask))
    .sort((left, right) => left.atMs - right.atMs);
  const startMs = timed[0]?.atMs ?? simulator.clock.nowMs();
  return storySchema.parse({
    version: STORY_VERSION,
    startedAt: new Date(startMs).toISOString(),
    seed: simulator.randomness.seed,
    clock: simulator.clock.state,
    settings: storySchema.shape.settings.strip().parse(simulator.settings),
    steps: timed.map(({ atMs, step }) => ({ ...step, offsetMs: atMs - startMs })),
  });
}
