import { type Frame, stepOf, type WidgetStep } from '../provider/frame';
import type { Transaction } from '../provider/transaction';
import type { User } from '../provider/user';
import type { Simulator } from '../simulator';

/** What a page shows of an open frame, read again for each request. */
export type Visit = {
  frame: Frame;
  transaction: Transaction;
  user: User;
  step: WidgetStep;
  /** Those that the user can choose. */
  fiatCurrencies: readonly string[];
  nowMs: number;
};

export function findVisit({ store, clock, config }: Simulator, frameId: string): Visit | null {
  const frame = store.frames.get(frameId);
  const transaction = frame && store.transactions.get(frame.transactionId);
  const user = transaction && store.users.get(transaction.partnerUserId);
  if (!frame || !transaction || !user) return null;
  const nowMs = clock.nowMs();
  const { fiatCurrencies } = config;
  const step = stepOf(frame, transaction, user);
  return { frame, transaction, user, step, fiatCurrencies, nowMs };
}

/** Changes whenever the page looks different, so that an open frame fetches it again. */
export function revisionOf({ step, transaction }: Visit): string {
  const { fiatCurrency, lateDepositAt, updatedAt } = transaction;
  return [step, updatedAt, fiatCurrency, lateDepositAt ?? ''].join(' ');
}
