import type { SessionOrder } from '../provider/new-transaction';
import type { Transaction } from '../provider/transaction';
import { chooseScenario } from '../scenarios/choose';
import type { Simulator } from '../simulator';

/** Creates a transaction, injects the faults of new sessions, and starts the chosen scenario. */
export async function createSession(
  simulator: Simulator,
  order: SessionOrder,
): Promise<Transaction> {
  if (simulator.replaySession) return simulator.replaySession(order);
  const { provider, injectedFaults, webhooks } = simulator;
  const created = provider.createTransaction(order);
  const target = { transactionId: created.id };
  const fields: Partial<Transaction> = {};
  if (injectedFaults.take('token_burnt', target)) fields.initTokenUsed = true;
  if (injectedFaults.take('token_expired', target)) fields.initTokenExpiresAt = created.createdAt;
  if (Object.keys(fields).length > 0) provider.saveTransaction({ ...created, ...fields });
  const transaction = startChosenScenario(simulator, { ...created, ...fields }, order.email);
  if (injectedFaults.take('webhook_before_response', target))
    await webhooks.deliverNow(transaction);
  return transaction;
}

function startChosenScenario(
  simulator: Simulator,
  transaction: Transaction,
  email: string,
): Transaction {
  const { store, settings, scenarios, provider, changes } = simulator;
  const user = store.users.get(transaction.partnerUserId);
  const { type, amount } = transaction;
  const nextScenario = user?.nextScenario ?? null;
  const magicAmounts = settings.magicAmounts === 'on';
  const name = chooseScenario({ type, email, amount, nextScenario, magicAmounts });
  if (user && nextScenario !== null) provider.saveUser({ ...user, nextScenario: null });
  if (name !== null) return scenarios.start(transaction, name);
  changes.publishTransaction(transaction);
  return transaction;
}

/** The IP address to sign for. A wrong one is noticed when the user chooses a payment method. */
export function signedIp({ injectedFaults }: Simulator, transaction: Transaction): string | null {
  const fault = injectedFaults.take('client_ip_mismatch', { transactionId: transaction.id });
  return fault?.signedFor ?? transaction.clientIp;
}
