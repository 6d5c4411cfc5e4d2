import { z } from 'zod';
import { isDecimal } from '../provider/money';
import { fiatCurrencySchema, statusSchema } from '../provider/transaction';
import { kycStatusSchema } from '../provider/user';
import { CONTROL_ACTIONS } from './actions';

export const limitQuerySchema = z.object({
  limit: z.coerce.number<number>().int().min(1).max(10_000).default(200),
});

/** Which entries of a log to list, newest first. */
export const logQuerySchema = limitQuerySchema.extend({
  transaction: z.string().optional(),
  /** The `partner_user_id`. */
  user: z.string().optional(),
  /** From this time on, by the simulator's clock. */
  since: z.iso.datetime({ offset: true }).optional(),
});

const timeoutSeconds = z.coerce.number<number>().min(0).max(120).default(30);

/** `GET /wait`: for the first entry after `after`, an id or the sequence of an event. */
export const waitQuerySchema = z.object({
  for: z.enum(['call', 'delivery', 'event']),
  after: z.coerce.number<number>().int().min(0).default(0),
  transaction: z.string().optional(),
  user: z.string().optional(),
  /** Of an event, such as `transaction.status`. */
  type: z.string().optional(),
  timeoutSeconds,
});

/** `GET /quiet`: until there was no call, webhook or change for so long. */
export const quietQuerySchema = z.object({
  seconds: z.coerce.number<number>().min(0.1).max(60).default(1),
  timeoutSeconds,
});

export const expectationQuerySchema = z.object({
  transaction: z.string().optional(),
  user: z.string().optional(),
  /** How soon after a webhook the partner has to read the transaction. */
  withinSeconds: z.coerce.number<number>().positive().max(3_600).default(10),
  /** How long the partner has to wait between two reads of a transaction. */
  intervalSeconds: z.coerce.number<number>().min(0).max(3_600).default(1),
});

export const userRequestSchema = z.strictObject({
  email: z.email().optional(),
  kyc_status: kycStatusSchema,
});

export const actionRequestSchema = z.strictObject({
  action: z.enum(CONTROL_ACTIONS),
});

const decimal = z.string().refine(isDecimal, 'must be a decimal string');
const timestamp = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** `PUT /transactions/{id}`: a past transaction, in the field names of the contract. */
export const importRequestSchema = z.strictObject({
  partner_user_id: z.string().min(1),
  user_email: z.email().optional(),
  type: z.enum(['buy', 'sell']),
  status: statusSchema,
  currency: z.string().min(1),
  network: z.string().min(1),
  amount: decimal.optional(),
  crypto_amount: decimal.or(z.literal('')).default(''),
  fiat_currency: fiatCurrencySchema.default('EUR'),
  fiat_amount: decimal,
  address: z.string().default(''),
  payment_method: z.string().nullable().default(null),
  created_at: timestamp,
  updated_at: timestamp,
});

/** `PATCH /transactions/{id}`: amounts that differ from the order. */
export const amountsRequestSchema = z.strictObject({
  crypto_amount: decimal.or(z.literal('')).optional(),
  fiat_amount: decimal.optional(),
});

const DURATION =
  /^P(?=\d|T\d)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const UNIT_SECONDS = [604_800, 86_400, 3_600, 60, 1];

/** Weeks to seconds only: months and years have no fixed length. */
const durationSchema = z
  .string()
  .regex(DURATION, 'must be an ISO 8601 duration such as PT6H or P1DT30M, without years or months')
  .transform((text) => {
    const parts = DURATION.exec(text)?.slice(1) ?? [];
    return UNIT_SECONDS.reduce((sum, unit, index) => sum + unit * Number(parts[index] ?? 0), 0);
  });

const timeMs = z.number().int().min(0).max(253_402_300_799_999);

/** `POST /clock`. `advance` is in seconds or an ISO 8601 duration. */
export const clockRequestSchema = z
  .strictObject({
    advance: z.union([z.number().min(0).max(315_360_000), durationSchema]).optional(),
    nowMs: timeMs.optional(),
    frozen: z.boolean().optional(),
  })
  .refine(
    (body) => Object.keys(body).length > 0 && !(body.advance !== undefined && body.nowMs),
    'needs advance or nowMs (not both), or frozen',
  );

/** `POST /reset`. Without a body the clock runs with the system's again. */
export const resetRequestSchema = z.strictObject({
  seed: z.string().min(1).max(200).nullable().optional(),
  nowMs: timeMs.optional(),
  frozen: z.boolean().optional(),
  /** Also asks the partner app to delete the data of its demo. */
  partnerApp: z.boolean().default(false),
});

/** `POST /scenarios/{id}/launch`: with a new session, or on an existing transaction. */
export const launchRequestSchema = z.strictObject({
  transaction_id: z.string().min(1).optional(),
  type: z.enum(['buy', 'sell']).optional(),
  partner_user_id: z.string().min(1).max(200).default('scenario-user'),
  user_email: z.email().default('scenario-user@example.com'),
  currency: z.string().default('USDT'),
  network: z.string().default('TRC20'),
  amount: z.string().default('100'),
});

/** `POST /orders`: what the partner app's order form is filled in with, and for whom. */
export const orderRequestSchema = z.strictObject({
  partner_user_id: z.string().min(1).max(200),
  type: z.enum(['buy', 'sell']),
  amount: decimal.default('100'),
  asset: z
    .string()
    .regex(/^\w+:\w+$/, 'must be NETWORK:CURRENCY')
    .default('TRC20:USDT'),
  /** The scenario of the user's next session. `null`: none, so the widget's user decides. */
  scenario: z.string().min(1).nullable().default(null),
});

export const nextScenarioRequestSchema = z.strictObject({ scenario: z.string().min(1) });
