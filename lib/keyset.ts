import { z } from 'zod';
import { readSearchParams, type SearchParams } from './search-params';

/** Postgres accepts fewer years than a URL can name. */
export const isPlausibleDate = (date: string) => date >= '2000' && date < '2100';

/** A row at the edge of a page, as `time_id`. */
const cursorSchema = z
  .string()
  .transform((text) => text.split('_'))
  .pipe(z.tuple([z.iso.datetime().refine(isPlausibleDate), z.uuid()]))
  .transform(([time, id]) => ({ time, id }));
export type Cursor = z.infer<typeof cursorSchema>;

/** `after` leads to older rows, `before` to newer ones. */
const positionSchema = z.object({ after: cursorSchema, before: cursorSchema }).partial();
export type Position = z.infer<typeof positionSchema>;

/** Reads the URL of a list: what is selected, and which page of it. */
export function readListQuery<Schema extends z.ZodObject>(schema: Schema, params: SearchParams) {
  const { query: filter, unreadable } = readSearchParams(schema, params);
  const { query: position, unreadable: unreadablePosition } = readSearchParams(
    positionSchema,
    params,
  );
  return { filter, position, unreadable: [...unreadable, ...unreadablePosition] };
}

export type Page<Row> = {
  rows: Row[];
  /** Positions of the neighbouring pages; null at either end. */
  newer: Position | null;
  older: Position | null;
};

/**
 * Which rows to read, for Prisma. `time` is a bound on the column that orders them. At exactly the
 * cursor's time, the rows that `same` describes come before the bound and are left out.
 *
 * Prisma's own `cursor` becomes an OR, which makes Postgres read every newer row first. With a plain
 * bound, the index starts at the cursor. `npm run bench` compares the two.
 */
export type Range = {
  time: { lte: string } | { gte: string } | undefined;
  same: { time: string; id: { gte: string } | { lte: string } } | undefined;
  order: 'asc' | 'desc';
  take: number;
};

/** The rows after a cursor, newest first. */
export function olderThan(after: Cursor | undefined, take: number): Range {
  return {
    time: after && { lte: after.time },
    same: after && { time: after.time, id: { gte: after.id } },
    order: 'desc',
    take,
  };
}

function newerThan({ time, id }: Cursor, take: number): Range {
  return { time: { gte: time }, same: { time, id: { lte: id } }, order: 'asc', take };
}

/** Reads a page of `size` rows, newest first. It costs the same wherever the page is. */
export async function readPage<Row>(
  { after, before }: Position,
  size: number,
  read: (range: Range) => Promise<Row[]>,
  cursorOf: (row: Row) => Cursor,
): Promise<Page<Row>> {
  if (before) {
    const rows = await read(newerThan(before, size + 1));
    // A page at the newest end that is not full would hide what belongs on it.
    if (rows.length <= size) return readPage({}, size, read, cursorOf);
    return pageOf(rows.slice(0, size).reverse(), { newer: true, older: true }, cursorOf);
  }
  const rows = await read(olderThan(after, size + 1));
  const has = { newer: after !== undefined, older: rows.length > size };
  return pageOf(rows.slice(0, size), has, cursorOf);
}

function pageOf<Row>(
  rows: Row[],
  has: { newer: boolean; older: boolean },
  cursorOf: (row: Row) => Cursor,
): Page<Row> {
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    rows,
    newer: has.newer ? { before: first && cursorOf(first) } : null,
    older: has.older ? { after: last && cursorOf(last) } : null,
  };
}
