import { z } from 'zod';

const DURATION =
  /^P(?=\d|T\d)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const UNIT_SECONDS = [604_800, 86_400, 3_600, 60, 1];

/** Weeks to seconds only: a month or a year has no fixed length. */
const durationSchema = z
  .string()
  .regex(DURATION, 'must be an ISO 8601 duration such as PT6H or P1DT30M, without years or months')
  .transform((text) => {
    const parts = DURATION.exec(text)?.slice(1) ?? [];
    return UNIT_SECONDS.reduce((sum, unit, index) => sum + unit * Number(parts[index] ?? 0), 0);
  });

const momentMs = z.number().int().min(0).max(253_402_300_799_999);

/** `POST /control/api/clock`. `advance` is seconds or an ISO 8601 duration. */
export const clockRequestSchema = z
  .strictObject({
    advance: z.union([z.number().min(0).max(315_360_000), durationSchema]).optional(),
    nowMs: momentMs.optional(),
    frozen: z.boolean().optional(),
  })
  .refine(
    (body) => Object.keys(body).length > 0 && !(body.advance !== undefined && body.nowMs),
    'needs advance or nowMs (not both), or frozen',
  );

/** `POST /control/api/reset`: without a body the clock runs with the machine's again. */
export const resetRequestSchema = z.strictObject({
  seed: z.string().min(1).max(200).nullable().optional(),
  nowMs: momentMs.optional(),
  frozen: z.boolean().optional(),
});

/** `POST /control/api/scenarios/{name}/launch`: with a new session, or on a transaction there is. */
export const launchRequestSchema = z.strictObject({
  transaction_id: z.string().min(1).optional(),
  type: z.enum(['buy', 'sell']).optional(),
  partner_user_id: z.string().min(1).max(200).default('scenario-user'),
  user_email: z.email().default('scenario-user@example.com'),
  currency: z.string().default('USDT'),
  network: z.string().default('TRC20'),
  amount: z.string().default('100'),
});

/** `PUT /control/api/users/{id}/next-scenario`: what the user's next session does. */
export const nextScenarioRequestSchema = z.strictObject({ scenario: z.string().min(1) });
