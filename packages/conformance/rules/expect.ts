import type { z } from 'zod';
import { type ApiResponse, isSuccess, summarise } from '../api-client';
import { schemaErrors } from '../contract';
import { ObservationFailedError, RuleFailedError } from '../errors';

export function expectSuccess(response: ApiResponse): void {
  if (!isSuccess(response))
    throw new RuleFailedError(`the response is ${summarise(response)}`, response);
}

export function expectShape(response: ApiResponse, schema: z.ZodObject, value: unknown): void {
  const errors = schemaErrors(schema, value);
  if (errors.length > 0) throw new RuleFailedError(errors.join('; '), response);
}

export function expectFields(
  response: ApiResponse,
  fields: Record<string, unknown>,
  expected: Record<string, unknown>,
): void {
  const wrong = Object.entries(expected).filter(([name, value]) => fields[name] !== value);
  const messages = wrong.map(
    ([name, value]) => `${name} is ${JSON.stringify(fields[name])}, not ${JSON.stringify(value)}`,
  );
  if (messages.length > 0) throw new RuleFailedError(messages.join('; '), response);
}

/** Fails the rule that ended the observation of a transaction. The others are skipped. */
export const failIfBroken = (rule: ObservationFailedError['brokenRule']) => (error: unknown) => {
  if (error instanceof ObservationFailedError && error.brokenRule === rule) throw error.asFailure();
  throw error;
};

/** How far a new time may be from the clock of the provider. No time zone is this close to UTC. */
export const MAX_CLOCK_DIFFERENCE_MS = 10 * 60_000;

/** Expects a time that was set just before the response was sent. */
export function expectCurrent(response: ApiResponse, name: string, time: string): void {
  const differenceMs = Math.abs(Date.parse(time) - response.sentAtMs);
  if (!(differenceMs > MAX_CLOCK_DIFFERENCE_MS)) return;
  const minutes = Math.round(differenceMs / 60_000);
  throw new RuleFailedError(`${name} is ${minutes} minutes from the current time`, response);
}

export function noteUndocumented(schemas: z.ZodObject[], fields: Record<string, unknown>) {
  const documented = new Set(schemas.flatMap((schema) => Object.keys(schema.shape)));
  const names = Object.keys(fields).filter((name) => !documented.has(name));
  return names.length > 0 ? [`not in the contract: ${names.join(', ')}`] : [];
}

type ExpectedError = { status: number; error: string; codes: readonly [string, ...string[]] };

/**
 * Checks status, `error` and `code`. Other codes of the same row in the contract's table pass with
 * a note, because the contract does not say which cause has which code.
 */
export function expectError(response: ApiResponse, { status, error, codes }: ExpectedError) {
  const fields = response.body ?? {};
  const olderSpelling = fields.error === 'unauthorized' && error === 'unauthorised';
  const code = codes.find((known) => known === fields.code);
  const sameError = olderSpelling || fields.error === error;
  if (response.status !== status || !sameError || code === undefined) {
    const actual = `the response to ${response.request} is ${summarise(response)}`;
    throw new RuleFailedError(`${actual}, not ${status} ${error}/${codes[0]}`, response);
  }
  return [
    ...(olderSpelling ? ['"unauthorized" is the spelling of the older edition'] : []),
    ...(code === codes[0] ? [] : [`the code is ${code}; ${codes[0]} would be more accurate`]),
  ];
}
