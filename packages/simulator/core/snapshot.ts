import type { Transaction } from './transaction';

/** A transaction as the API and the webhook show it; `partner_user_id` is the API's alone. */
export function snapshotOf(transaction: Transaction) {
  return {
    merchant_transaction_id: transaction.id,
    type: transaction.type,
    status: transaction.status,
    currency: transaction.currency,
    network: transaction.network,
    crypto_amount: transaction.cryptoAmount,
    fiat_currency: transaction.fiatCurrency,
    fiat_amount: transaction.fiatAmount,
    created_at: new Date(transaction.createdAt).toISOString(),
    updated_at: new Date(transaction.updatedAt).toISOString(),
  };
}
