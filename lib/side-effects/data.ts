import 'server-only';
import { db } from '../db';

export type Balance = { currency: string; amount: string };

export async function getBalances(userId: string): Promise<Balance[]> {
  const totals = await db().balanceEntry.groupBy({
    by: ['currency'],
    where: { userId },
    _sum: { amount: true },
    orderBy: { currency: 'asc' },
  });
  return totals.map(({ currency, _sum }) => ({ currency, amount: _sum.amount?.toFixed() ?? '0' }));
}
