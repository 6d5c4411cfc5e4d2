import { z } from 'zod';
import { kycStatusSchema } from '../core/user';
import { FIDELITY_KINDS, FIDELITY_SOURCES } from '../fidelity/entry';

/** The shapes of the control API's answers: documented from here, and checked against in tests. */

export const clockAnswerSchema = z.strictObject({
  nowMs: z.number(),
  now: z.iso.datetime(),
  offsetMs: z.number(),
  frozen: z.boolean(),
});

export const transactionAnswerSchema = z.strictObject({
  merchant_transaction_id: z.string(),
  type: z.enum(['buy', 'sell']),
  status: z.string(),
  currency: z.string(),
  network: z.string(),
  crypto_amount: z.string(),
  fiat_currency: z.string(),
  fiat_amount: z.string(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  partner_user_id: z.string(),
  amount: z.string(),
  payment_method: z.string().nullable(),
  deposit_address: z.string().nullable(),
  failure: z.string().nullable(),
  next_change_at: z.iso.datetime().nullable(),
  late_deposit_credited_at: z.iso.datetime().nullable(),
  kyc_status: kycStatusSchema,
  widget_events: z.array(z.string()),
  actions: z.array(z.string()),
  scenario: z
    .strictObject({
      name: z.string(),
      /** How many steps are done, and how many there are. */
      step: z.number(),
      steps: z.number(),
      nextStepAt: z.iso.datetime().nullable(),
    })
    .nullable(),
});

export const userAnswerSchema = z.strictObject({
  partner_user_id: z.string(),
  email: z.string(),
  kyc_status: kycStatusSchema,
  next_scenario: z.string().nullable(),
});

const stepAnswerSchema = z.strictObject({
  phase: z.string(),
  /** Seconds after the step before it at speed 1, or the length of the deposit window. */
  after: z.union([z.number(), z.literal('deposit_window')]),
  does: z.string(),
});

export const scenarioAnswerSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  types: z.array(z.enum(['buy', 'sell'])),
  /** Any amount with exactly these two decimals, such as 100.04, chooses the scenario. */
  amountEnding: z.string(),
  exampleAmount: z.string(),
  exampleEmail: z.string(),
  shareUrl: z.string(),
  steps: z.strictObject({
    buy: z.array(stepAnswerSchema).nullable(),
    sell: z.array(stepAnswerSchema).nullable(),
  }),
});

export const faultAnswerSchema = z.strictObject({
  id: z.string(),
  area: z.enum(['api', 'webhook', 'socket', 'widget', 'session']),
  title: z.string(),
  does: z.string(),
  blastRadius: z.string(),
  /** JSON Schema of the parameters that PUT takes; every one has a default. */
  parametersSchema: z.record(z.string(), z.unknown()),
  on: z.boolean(),
  /** As switched on, or the defaults. */
  parameters: z.record(z.string(), z.unknown()),
  /** How often it struck since it was switched on. */
  taken: z.number(),
});

export const deliveryAnswerSchema = z.strictObject({
  id: z.number(),
  at: z.iso.datetime(),
  url: z.string(),
  transactionId: z.string(),
  /** What was meant to be sent. */
  body: z.record(z.string(), z.unknown()),
  /** What was sent, its first 4,096 characters: a fault may have spoilt it. */
  requestBody: z.string(),
  faults: z.array(z.string()),
  resendOf: z.number().nullable(),
  responseStatus: z.number().nullable(),
  responseBody: z.string(),
  durationMs: z.number(),
  error: z.string().nullable(),
});

export const callAnswerSchema = z.strictObject({
  id: z.number(),
  at: z.iso.datetime(),
  requestId: z.string(),
  method: z.string(),
  path: z.string(),
  status: z.number(),
  durationMs: z.number(),
  /** Bodies without headers, the first 4,096 characters; the init token is masked. */
  requestBody: z.string(),
  responseBody: z.string(),
});

export const eventAnswerSchema = z.looseObject({
  sequence: z.number(),
  at: z.iso.datetime(),
  type: z.string(),
});

export const fidelityAnswerSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  kind: z.enum(FIDELITY_KINDS),
  source: z.enum(FIDELITY_SOURCES),
  note: z.string(),
  /** Where the contract leaves it open: the setting or fault that chooses another answer. */
  switch: z.string().nullable(),
});

export const errorAnswerSchema = z.strictObject({
  error: z.string(),
  code: z.string(),
  message: z.string(),
});
