import 'server-only';
import { RateLimiterPrisma, type RateLimiterRes } from 'rate-limiter-flexible';
import { db } from '../db';
import { AppError, toPublicError } from '../errors';
import { processWide } from '../process-wide';

export type Limit = { times: number; perSeconds: number };

/** Who does something. The address is unknown without a trusted proxy (lib/request.ts). */
export type Actor = { userId?: string; clientIp: string | undefined };

/** Customers of one company or one mobile network share an address. */
const USERS_PER_ADDRESS = 5;

/** Limits what a user does, and what everybody at an address does together. */
export async function countUse(
  name: string,
  { userId, clientIp }: Actor,
  { times, perSeconds }: Limit,
): Promise<void> {
  if (userId) await countTowardsLimit(name, userId, { times, perSeconds });
  const byAddress = { times: times * USERS_PER_ADDRESS, perSeconds };
  if (clientIp) await countTowardsLimit(`${name}, address`, clientIp, byAddress);
}

/** Like `countUse`, for a route handler: the response to a use that is one too many, else null. */
export async function refuseTooMany(
  name: string,
  actor: Actor,
  limit: Limit,
): Promise<Response | null> {
  try {
    await countUse(name, actor, limit);
    return null;
  } catch (error) {
    if (!(error instanceof AppError && error.retryAfterSeconds)) throw error;
    const { message } = toPublicError(error, '');
    const headers = { 'retry-after': String(error.retryAfterSeconds) };
    return new Response(message, { status: 429, headers });
  }
}

/**
 * Counts one more time that `subject` did something. Throws an AppError if that was too often. All
 * processes share the counts.
 */
export async function countTowardsLimit(
  name: string,
  subject: string,
  { times, perSeconds }: Limit,
): Promise<void> {
  const limiter = processWide(`limit: ${name}, ${perSeconds} s`, () => {
    const keyPrefix = `${name}, ${perSeconds} s`;
    const table = { storeClient: db(), tableName: 'rateLimit', keyPrefix };
    // Over the limit, a process stops querying the database until the window ends.
    return new RateLimiterPrisma({
      ...table,
      points: times,
      duration: perSeconds,
      inMemoryBlockOnConsumed: times + 1,
    });
  });
  await limiter.consume(subject).catch((refused: unknown) => {
    // The limiter rejects with a result, not an Error.
    if (refused instanceof Error) throw refused;
    const { msBeforeNext } = refused as RateLimiterRes;
    const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1_000));
    const detail = `${name}: more than ${times} in ${perSeconds} s`;
    throw new AppError('too_many_requests', detail, { retryAfterSeconds });
  });
}
