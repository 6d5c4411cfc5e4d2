import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { z } from 'zod';
import { PrismaClient } from '../../../lib/generated/prisma/client';
import { processWide } from '../../../lib/process-wide';
import type { Search } from './searches';

type Query = { sql: string; params: unknown[] };

const paramsSchema = z.string().transform((text) => z.array(z.unknown()).parse(JSON.parse(text)));

/** Makes db() return a client that records its queries. Call it before the first query. */
export function recordQueries(databaseUrl: string): Query[] {
  const recorded: Query[] = [];
  processWide('prisma', () => {
    const client = new PrismaClient({
      adapter: new PrismaPg({ connectionString: databaseUrl, options: '-c TimeZone=UTC' }),
      log: [{ emit: 'event', level: 'query' }],
    });
    client.$on('query', ({ query, params }) => {
      recorded.push({ sql: query, params: paramsSchema.parse(params) });
    });
    return client;
  });
  return recorded;
}

/** Prints how Postgres runs each query of a search. */
export async function printPlans(
  databaseUrl: string,
  recorded: Query[],
  searches: readonly Search[],
): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  for (const { name, run } of searches) {
    recorded.length = 0;
    await run();
    console.log(`\n== ${name}`);
    for (const { sql, params } of recorded.splice(0)) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN (ANALYZE, BUFFERS) ${sql}`,
        params,
      );
      console.log(`\n${sql}\n${rows.map((row) => row['QUERY PLAN']).join('\n')}`);
    }
  }
  await client.end();
}
