import 'server-only';
import { requireUser } from '../auth';
import { type Balance, getBalances } from './data';

/** The signed-in customer's balances. */
export async function loadBalances(): Promise<Balance[]> {
  const user = await requireUser();
  return getBalances(user.id);
}
