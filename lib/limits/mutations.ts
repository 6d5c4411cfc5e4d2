import 'server-only';
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import { db } from '../db';
import { AppError } from '../errors';
import { processWide } from '../process-wide';

export type Limit = { times: number; perSeconds: number };

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
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const retryAfterSeconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
    const detail = `${name}: more than ${times} in ${perSeconds} s`;
    throw new AppError('too_many_requests', detail, { retryAfterSeconds });
  });
}
