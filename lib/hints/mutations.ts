import 'server-only';
import { db } from '../db';
import { Prisma } from '../generated/prisma/client';
import type { HintVerdict } from '../transactions/status';
import type { Hint } from './schema';
import { hintStatements } from './statements';

/** Records a hint of the socket or the widget. Never changes a transaction's `status`. */
export async function recordHint(hint: Hint): Promise<HintVerdict> {
  const rows = await db().$queryRaw<{ verdict: HintVerdict }[]>(
    Prisma.sql`WITH ${hintStatements(hint)} SELECT verdict FROM judged`,
  );
  return rows[0]?.verdict ?? 'unknown_transaction';
}
