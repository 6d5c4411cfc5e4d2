import pg from 'pg';
import type { Stack } from './stack';

/** Runs one statement on the database of the app. */
export async function query<Row extends pg.QueryResultRow>(
  { databaseUrl }: Stack,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
