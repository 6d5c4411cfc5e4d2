import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Part } from '../part';
import { largeAndSmall, type OwnDatabase } from '../scale/databases';
import { hotQueries } from '../scale/hot-queries';
import { operatorSearches, overviews, type Search } from '../scale/searches';

const DOCUMENT = 'docs/query-plans.md';
/** Postgres reads a table of a few pages faster than an index. */
const SMALL_TABLE_ROWS = 1_000;

type Query = { sql: string; params: unknown[] };
type Plan = { name: string; plans: string[] };

const paramsSchema = z.string().transform((text) => z.array(z.unknown()).parse(JSON.parse(text)));

/** How Postgres runs what runs often, with a million transactions. Written to docs/query-plans.md. */
export const measurePlans: Part = async ({ scope }) => {
  const { large } = await largeAndSmall(scope);
  large.use();
  const recorded: Query[] = [];
  large.client.$on('query', ({ query, params }) => {
    if (!/^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|EXPLAIN)\b/i.test(query))
      recorded.push({ sql: query, params: paramsSchema.parse(params) });
  });
  const plans: Plan[] = [];
  for (const search of [...(await hotQueries()), ...(await operatorSearches()), ...overviews()])
    plans.push(await plansOf(search, recorded, large));
  const small = await smallTables(large);
  const scans = plans.flatMap(({ name, plans: found }) =>
    found.flatMap((plan) => scannedTables(plan, small).map((table) => `${name}: ${table}`)),
  );
  writeFileSync(DOCUMENT, document(plans));
  const all = plans.flatMap(({ plans: found }) => found).length;
  return [
    {
      name: `sequential scans in the plans of ${all} queries${scans.map((scan) => `, ${scan}`).join('')}`,
      unit: '',
      values: [scans.length],
      target: { atMost: 0 },
    },
  ];
};

async function plansOf(
  { name, run }: Search,
  recorded: Query[],
  { client }: OwnDatabase,
): Promise<Plan> {
  recorded.length = 0;
  await run();
  const queries = recorded.splice(0);
  const plans: string[] = [];
  for (const { sql, params } of queries) {
    const lines = await client.$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(
      `EXPLAIN (COSTS OFF) ${sql}`,
      ...params,
    );
    plans.push(lines.map((line) => line['QUERY PLAN']).join('\n'));
  }
  return { name, plans: [...new Set(plans.map(withoutValues))] };
}

/** So that the document changes only when a plan does. */
function withoutValues(plan: string): string {
  return plan.replace(/'[^']*'(::[a-z"]+( with(out)? time zone)?(\[\])?)?/gi, '…');
}

function scannedTables(plan: string, small: ReadonlySet<string>): string[] {
  return [...plan.matchAll(/Seq Scan on (\w+)/g)].flatMap(([, table]) =>
    table && !small.has(table) ? table : [],
  );
}

async function smallTables({ client }: OwnDatabase): Promise<Set<string>> {
  const rows = await client.$queryRaw<{ name: string }[]>`
    SELECT relname AS name FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples < ${SMALL_TABLE_ROWS}`;
  return new Set(rows.map(({ name }) => name));
}

function document(plans: readonly Plan[]): string {
  const sections = plans.map(
    ({ name, plans: found }) => `## ${name}\n\n\`\`\`text\n${found.join('\n\n')}\n\`\`\``,
  );
  return `# Query plans

How Postgres runs what the app asks often, with 1,000,000 transactions and 5,000,000 events. \`npm run bench\` writes this page, and fails if one of the plans scans a large table.

${sections.join('\n\n')}
`;
}
