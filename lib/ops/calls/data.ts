import 'server-only';
import { db } from '../../db';
import { env } from '../../env';
import type { Prisma, ProviderCall } from '../../generated/prisma/client';
import { periodOf } from '../../history/period';
import { type Page, type Position, type Range, readPage } from '../../keyset';
import { type Cause, causeOf, causesToFix } from './causes';
import type { CallFilter } from './schema';

const PAGE_SIZE = 50;
const MAX_ABOUT_ONE = 20;
const DAY_MS = 24 * 60 * 60_000;
/** Problems older than this are no longer on the banner. */
const BANNER_DAYS = 30;

export type CallRow = ReturnType<typeof toRow>;

function toRow({ recordedAt, ...row }: ProviderCall) {
  return { ...row, recordedAt: recordedAt.toISOString() };
}

/** One page of the calls to Proof, newest first. */
export function getCallPage(filter: CallFilter, position: Position): Promise<Page<CallRow>> {
  const where = whereCalls(filter);
  const read = async ({ time, same, order, take }: Range) => {
    const range = { recordedAt: time, NOT: same && { recordedAt: same.time, id: same.id } };
    const rows = await db().providerCall.findMany({
      where: { AND: [where, range] },
      orderBy: [{ recordedAt: order }, { id: order }],
      take,
    });
    return rows.map(toRow);
  };
  return readPage(position, PAGE_SIZE, read, ({ recordedAt, id }) => ({ time: recordedAt, id }));
}

function whereCalls(filter: CallFilter): Prisma.ProviderCallWhereInput {
  const { show, endpoint, code, q } = filter;
  const { start, end } = periodOf(filter);
  const ids = [{ merchantTransactionId: q }, { requestId: q }, { providerRequestId: q }];
  return {
    endpoint,
    recordedAt: { gte: start, lt: end },
    ...(show === 'failed' && { error: { not: null } }),
    AND: [
      q ? { OR: [...ids, { userId: q }] } : {},
      // An error that Proof did not send has no code of its own.
      code ? { OR: [{ code }, { code: '', error: code }] } : {},
    ],
  };
}

/** The calls to Proof about one transaction, oldest first: the one that created it, and the latest. */
export async function getProviderCallsAbout(merchantTransactionId: string): Promise<CallRow[]> {
  const read = (order: 'asc' | 'desc', take: number) =>
    db().providerCall.findMany({
      where: { merchantTransactionId },
      orderBy: { recordedAt: order },
      take,
    });
  const [first, latest] = await Promise.all([read('asc', 1), read('desc', MAX_ABOUT_ONE)]);
  const calls = latest.some(({ id }) => id === first[0]?.id) ? latest : [...latest, ...first];
  return calls.reverse().map(toRow);
}

export type CallGroup = {
  cause: Cause;
  endpoint: string;
  httpStatus: number | null;
  error: string | null;
  code: string | null;
  count: number;
  lastAt: string;
};

/** The failed calls that a filter selects, grouped by cause, most frequent first. */
export async function getFailedCallGroups(filter: CallFilter): Promise<CallGroup[]> {
  const groups = await db().providerCall.groupBy({
    by: ['endpoint', 'httpStatus', 'error', 'code'],
    where: { ...whereCalls(filter), error: { not: null } },
    _count: true,
    _max: { recordedAt: true },
    orderBy: { _count: { id: 'desc' } },
  });
  return groups.map(({ _count: count, _max, ...group }) => ({
    ...group,
    cause: causeOf(group),
    count,
    lastAt: _max.recordedAt?.toISOString() ?? '',
  }));
}

export type OpenProblem = { cause: Cause; asset: string | null; lastAt: string; count: number };

/** Problems that only a person can fix, until a later call, or a setting, shows that they are fixed. */
export async function getOpenProblems(): Promise<OpenProblem[]> {
  const since = new Date(Date.now() - BANNER_DAYS * DAY_MS);
  const groups = await db().providerCall.groupBy({
    by: ['asset', 'httpStatus', 'error', 'code'],
    // The first condition lets the index of failed calls find them.
    where: { error: { not: null }, OR: causesToFix, recordedAt: { gte: since } },
    _count: true,
    _max: { recordedAt: true },
  });
  const problems = await Promise.all(
    groups.map(async ({ _count: count, _max: { recordedAt: lastAt }, asset, ...group }) => {
      const cause = causeOf(group);
      const perAsset = cause.fixedBy === 'asset';
      const works = cause.fixedBy === 'sell' ? sellsSince : worksSince;
      if (!isOffered(cause, asset)) return [];
      if (!lastAt || (await works(lastAt, perAsset ? asset : undefined))) return [];
      return [{ cause, asset: perAsset ? asset : null, lastAt: lastAt.toISOString(), count }];
    }),
  );
  return problems.flat().sort((a, b) => b.lastAt.localeCompare(a.lastAt));
}

/** Whether customers can still order what the problem is about. */
function isOffered({ fixedBy }: Cause, asset: string | null): boolean {
  const { PROOF_ASSETS, PROOF_OFFRAMP_ENABLED } = env();
  if (fixedBy === 'asset') return asset === null || PROOF_ASSETS.includes(asset);
  return fixedBy !== 'sell' || PROOF_OFFRAMP_ENABLED;
}

async function worksSince(time: Date, asset: string | null | undefined): Promise<boolean> {
  const success = await db().providerCall.findFirst({
    where: { error: null, asset, recordedAt: { gt: time } },
    select: { id: true },
  });
  return success !== null;
}

/** A call to Proof does not say what it was for, and an order does. */
async function sellsSince(time: Date): Promise<boolean> {
  const sell = await db().transaction.findFirst({
    // The second condition is the one of transactions_console_idx (migration `console`).
    where: { type: 'sell', version: { gte: 0 }, createdAt: { gt: time } },
    select: { id: true },
  });
  return sell !== null;
}
