import type { SessionOrder } from '../core/new-transaction';
import type { Transaction } from '../core/transaction';
import { chooseScenario } from '../scenarios/choose';
import type { World } from '../world';

/** What a session turns into before it is answered: its scenario, and the faults of new sessions. */
export async function createSession(world: World, order: SessionOrder): Promise<Transaction> {
  const { provider, board, webhooks } = world;
  const created = provider.createTransaction(order);
  const about = { transactionId: created.id };
  const fields: Partial<Transaction> = {};
  if (board.take('token_burnt', about)) fields.initTokenUsed = true;
  if (board.take('token_expired', about)) fields.initTokenExpiresAt = created.createdAt;
  if (Object.keys(fields).length > 0) provider.importTransaction({ ...created, ...fields });
  const transaction = startChosenScenario(world, { ...created, ...fields }, order.email);
  if (board.take('webhook_before_response', about)) await webhooks.deliverFirst(transaction);
  return transaction;
}

function startChosenScenario(world: World, transaction: Transaction, email: string): Transaction {
  const { store, settings, scenarios, provider } = world;
  const user = store.users.get(transaction.partnerUserId);
  const { type, amount } = transaction;
  const nextScenario = user?.nextScenario ?? null;
  const magicAmounts = settings.magicAmounts === 'on';
  const name = chooseScenario({ type, email, amount, nextScenario, magicAmounts });
  if (user && nextScenario !== null) provider.saveUser({ ...user, nextScenario: null });
  if (name !== null) return scenarios.start(transaction, name);
  world.changes.publishTransaction(transaction);
  return transaction;
}

/** The IP address that goes into the signature; a wrong one shows only when a method is chosen. */
export function signedFor({ board }: World, transaction: Transaction): string | null {
  const wrong = board.take('client_ip_mismatch', { transactionId: transaction.id });
  return wrong?.signedFor ?? transaction.clientIp;
}
