import type { z } from 'zod';

export type SearchParams = Record<string, string | string[] | undefined>;

type Query<Schema extends z.ZodObject> = {
  query: z.output<Schema>;
  /** Given, but not readable, and therefore ignored. */
  unreadable: (keyof z.output<Schema>)[];
};

/**
 * Reads the search parameters of a URL. Every field of the schema must be optional. An empty value,
 * as a form submits it, counts as missing.
 */
export function readSearchParams<Schema extends z.ZodObject>(
  schema: Schema,
  params: SearchParams,
): Query<Schema> {
  const given = Object.entries(params).filter(([, value]) => value !== '');
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return { query: parsed.data, unreadable: [] };
  const fields = schema.keyof();
  const unreadable = parsed.error.issues.map(({ path: [field] }) => fields.parse(field));
  const readable = given.filter(([field]) => !unreadable.some((name) => name === field));
  const rest = readSearchParams(schema, Object.fromEntries(readable));
  return { ...rest, unreadable: [...new Set([...unreadable, ...rest.unreadable])] };
}

type Edge = { time: string; id: string };

/**
 * The search parameters of a filter and of a position (keyset.ts), with "?" unless there are none.
 * Apart from there, because browsers use it and must not load zod.
 */
export function searchOf(
  filter: Record<string, string | undefined>,
  { after, before }: { after?: Edge | undefined; before?: Edge | undefined } = {},
): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) params.set(name, value);
  if (after) params.set('after', `${after.time}_${after.id}`);
  if (before) params.set('before', `${before.time}_${before.id}`);
  return params.size > 0 ? `?${params}` : '';
}
