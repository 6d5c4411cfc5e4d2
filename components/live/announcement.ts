import type { FeedDelta } from '@/lib/transactions/schema';
import { describeTransaction } from '../transactions/describe-transaction';

/** What a screen reader says about a change; null for what only adds detail, such as a hint. */
export function announce({ event, transaction }: FeedDelta): string | null {
  const { kind, crypto } = describeTransaction(transaction);
  const what = `${kind} of ${crypto}`;
  if (event.kind === 'session') return `${what} was started.`;
  if (event.kind === 'fact' && event.verdict === 'applied')
    return `${what} is now ${transaction.status}.`;
  return null;
}
