import { z } from 'zod';
import { EVENT_TYPES } from '../events/event-log';
import { CERTAINTIES, FIDELITY_KINDS } from '../fidelity/entry';
import { FAULT_AREAS, type FaultDefinition } from '../injected-faults/definition';
import { FAULT_IDS, FAULTS, type FaultId } from '../injected-faults/injected-faults';
import { statusSchema, widgetEventSchema } from '../provider/transaction';
import { kycStatusSchema } from '../provider/user';
import { CONTROL_ACTIONS } from './actions';

/** The responses of the control API. They document it, and the tests check against them. */

export const clockResponseSchema = z.strictObject({
  nowMs: z.number(),
  now: z.iso.datetime(),
  offsetMs: z.number(),
  frozen: z.boolean(),
});

export const transactionResponseSchema = z.strictObject({
  merchant_transaction_id: z.string(),
  type: z.enum(['buy', 'sell']),
  status: statusSchema,
  currency: z.string(),
  network: z.string(),
  crypto_amount: z.string(),
  fiat_currency: z.string(),
  fiat_amount: z.string(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  partner_user_id: z.string(),
  /** The name of a demo user, otherwise the email address. */
  user_name: z.string().nullable(),
  amount: z.string(),
  payment_method: z.string().nullable(),
  deposit_address: z.string().nullable(),
  failure: z.string().nullable(),
  next_change_at: z.iso.datetime().nullable(),
  late_deposit_credited_at: z.iso.datetime().nullable(),
  kyc_status: kycStatusSchema,
  widget_events: z.array(widgetEventSchema),
  actions: z.array(z.enum(CONTROL_ACTIONS)),
  scenario: z
    .strictObject({
      name: z.string(),
      /** The number of steps that have run. */
      step: z.number(),
      steps: z.number(),
      nextStepAt: z.iso.datetime().nullable(),
    })
    .nullable(),
});

export const userResponseSchema = z.strictObject({
  partner_user_id: z.string(),
  /** The name of a demo user, otherwise the email address. */
  name: z.string().nullable(),
  email: z.string(),
  kyc_status: kycStatusSchema,
  next_scenario: z.string().nullable(),
});

export const partnerAppResponseSchema = z.strictObject({
  url: z.url().nullable(),
  /** Whether a reset can include it. */
  resettable: z.boolean(),
  /** As NETWORK:CURRENCY. */
  assets: z.array(z.string()),
});

export const preparedOrderResponseSchema = z.strictObject({
  /** The partner app's order form, filled in. */
  url: z.url(),
  /** The user who has to place the order there, by name. */
  signInAs: z.string(),
});

const stepResponseSchema = z.strictObject({
  phase: z.string(),
  /** Seconds after the previous step at speed 1, or the length of the deposit window. */
  after: z.union([z.number(), z.literal('deposit_window')]),
  does: z.string(),
});

export const scenarioResponseSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  types: z.array(z.enum(['buy', 'sell'])),
  /** An amount with exactly these two decimals, such as 100.04, chooses the scenario. */
  amountEnding: z.string(),
  exampleAmount: z.string(),
  exampleEmail: z.string(),
  shareUrl: z.string(),
  steps: z.strictObject({
    buy: z.array(stepResponseSchema).nullable(),
    sell: z.array(stepResponseSchema).nullable(),
  }),
});

function faultVariant(id: FaultId) {
  const { parameters }: FaultDefinition = FAULTS[id];
  return z.strictObject({
    id: z.literal(id),
    area: z.enum(FAULT_AREAS),
    title: z.string(),
    does: z.string(),
    blastRadius: z.string(),
    /** JSON Schema of the parameters of PUT. Every parameter has a default. */
    parametersSchema: z.record(z.string(), z.unknown()),
    on: z.boolean(),
    /** The current parameters, or the defaults. */
    parameters,
    /** How often the fault was injected since it was last switched on. */
    taken: z.number(),
  });
}

const [firstFault = 'api_error', ...otherFaults] = FAULT_IDS;
/** One schema per fault, because each has other parameters. */
export const FAULT_VARIANTS = [faultVariant(firstFault), ...otherFaults.map(faultVariant)] as const;

export const faultResponseSchema = z.discriminatedUnion('id', FAULT_VARIANTS);

export const presetResponseSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  does: z.string(),
  /** The ids of its faults. */
  faults: z.array(z.enum(FAULT_IDS)),
  /** Whether all of them are on. */
  on: z.boolean(),
});

export const deliveryResponseSchema = z.strictObject({
  id: z.number(),
  at: z.iso.datetime(),
  /** When the request began, by the system's clock. */
  realMs: z.number(),
  partnerUserId: z.string().nullable(),
  url: z.string(),
  transactionId: z.string(),
  userName: z.string().nullable(),
  /** The intended body. */
  body: z.record(z.string(), z.unknown()),
  /** The first 4,096 characters of the body as sent, possibly changed by an injected fault. */
  requestBody: z.string(),
  faults: z.array(z.enum([...FAULT_IDS, 'forged'])),
  resendOf: z.number().nullable(),
  responseStatus: z.number().nullable(),
  responseBody: z.string(),
  durationMs: z.number(),
  error: z.string().nullable(),
});

/** A webhook or a WebSocket message that an injected fault dropped. */
export const droppedResponseSchema = z.strictObject({
  id: z.number(),
  at: z.iso.datetime(),
  channel: z.enum(['webhook', 'socket']),
  transactionId: z.string(),
  partnerUserId: z.string().nullable(),
  userName: z.string().nullable(),
  fault: z.enum(FAULT_IDS),
  /** What the partner did not receive. */
  body: z.record(z.string(), z.unknown()),
});

export const callResponseSchema = z.strictObject({
  id: z.number(),
  at: z.iso.datetime(),
  /** By the system's clock. */
  realMs: z.number(),
  requestId: z.string(),
  transactionId: z.string().nullable(),
  partnerUserId: z.string().nullable(),
  userName: z.string().nullable(),
  method: z.string(),
  path: z.string(),
  status: z.number(),
  durationMs: z.number(),
  /** The first 4,096 characters of the bodies. The init token is masked. */
  requestBody: z.string(),
  responseBody: z.string(),
});

export const eventResponseSchema = z.looseObject({
  sequence: z.number(),
  at: z.iso.datetime(),
  type: z.enum(EVENT_TYPES),
});

export const expectationResponseSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** Null if nothing happened that could tell. */
  met: z.boolean().nullable(),
  /** What was found, each with the ids of calls and deliveries. */
  evidence: z.array(
    z.strictObject({
      met: z.boolean(),
      text: z.string(),
      calls: z.array(z.number()),
      deliveries: z.array(z.number()),
    }),
  ),
});

export const worldResponseSchema = z.strictObject({
  id: z.string(),
  name: z.string().nullable(),
  /** The client token, which is all that the code under test has to change. */
  token: z.string(),
  /** Where this world's control API is, below the simulator's URL. */
  controlPath: z.string(),
  createdAt: z.iso.datetime(),
  transactions: z.number(),
});

export const fidelityResponseSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  kind: z.enum(FIDELITY_KINDS),
  certainty: z.enum(CERTAINTIES),
  note: z.string(),
  /** The setting, fault or scenario that selects another behaviour. */
  switch: z.string().nullable(),
});

export const errorResponseSchema = z.strictObject({
  error: z.string(),
  code: z.string(),
  message: z.string(),
});
