import { type Frame, type Step, stepOf } from '../core/frame';
import type { Transaction } from '../core/transaction';
import type { User } from '../core/user';
import type { World } from '../world';

/** Everything a page needs to know of one open frame, read anew for each request. */
export type Visit = {
  frame: Frame;
  transaction: Transaction;
  user: User;
  step: Step;
  nowMs: number;
};

export function findVisit(world: World, frameId: string): Visit | null {
  const frame = world.store.frames.get(frameId);
  const transaction = frame && world.store.transactions.get(frame.transactionId);
  const user = transaction && world.store.users.get(transaction.partnerUserId);
  if (!frame || !transaction || !user) return null;
  const nowMs = world.clock.nowMs();
  return { frame, transaction, user, step: stepOf(frame, transaction, user), nowMs };
}

/** Changes whenever the page would look different, so that an open frame knows to fetch it again. */
export function revisionOf({ step, transaction }: Visit): string {
  const { fiatCurrency, lateDepositAt, updatedAt } = transaction;
  return [step, updatedAt, fiatCurrency, lateDepositAt ?? ''].join(' ');
}
