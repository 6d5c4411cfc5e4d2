import type { z } from 'zod';
import { problemsWith, undocumentedFields } from '../contract';
import { type Exchange, summaryOf } from '../exchange';
import { Broken } from '../verdict';

export function expectShape(exchange: Exchange, schema: z.ZodObject, value: unknown): void {
  const problems = problemsWith(schema, value);
  if (problems.length > 0) throw new Broken(problems.join('; '), exchange);
}

export function expectEqual(
  exchange: Exchange,
  fields: Record<string, unknown>,
  expected: Record<string, unknown>,
): void {
  const wrong = Object.entries(expected).filter(([name, value]) => fields[name] !== value);
  const told = wrong.map(
    ([name, value]) => `${name} is ${JSON.stringify(fields[name])}, not ${JSON.stringify(value)}`,
  );
  if (told.length > 0) throw new Broken(told.join('; '), exchange);
}

export function tellUndocumented(schemas: z.ZodObject[], fields: Record<string, unknown>) {
  const names = schemas.reduce<string[]>(
    (left, schema) => left.filter((name) => undocumentedFields(schema, { [name]: null }).length),
    Object.keys(fields),
  );
  return names.length > 0 ? [`not in the contract: ${names.join(', ')}`] : [];
}

type ExpectedError = { status: number; error: string; codes: readonly [string, ...string[]] };

/**
 * Checks status, `error` and `code`. The first code is the one whose name fits; another one of the
 * same row of the contract's table is told, since the contract does not say which cause gives which.
 */
export function expectError(exchange: Exchange, { status, error, codes }: ExpectedError): string[] {
  const expected = `${status} ${error}/${codes[0]}`;
  const told = exchange.body ?? {};
  const spelling = told.error === 'unauthorized' && error === 'unauthorised';
  const known = codes.find((code) => code === told.code);
  if (exchange.status !== status || !(spelling || told.error === error) || known === undefined) {
    throw new Broken(
      `${exchange.request} answered ${summaryOf(exchange)}, not ${expected}`,
      exchange,
    );
  }
  return [
    ...(spelling ? ['"unauthorized" is the spelling of the older edition'] : []),
    ...(known === codes[0] ? [] : [`the code is ${known}; ${codes[0]} would fit better`]),
  ];
}
