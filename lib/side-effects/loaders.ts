import 'server-only';
import { requireUser } from '../auth';
import { type Balance, getBalances } from './data';

export async function loadBalances(): Promise<Balance[]> {
  const user = await requireUser();
  return getBalances(user.id);
}
