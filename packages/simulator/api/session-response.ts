import type { WorldConfig } from '../config';
import { sign } from '../provider/signature';
import type { Transaction } from '../provider/transaction';

/** It protects nothing real, so it need not be secret. */
export const SIGNING_SECRET = 'sim_signing_secret';

/** Every field that the contract documents. @param clientIp the IP address to sign for */
export function sessionResponse(
  transaction: Transaction,
  { widgetId, fiatCurrencies }: WorldConfig,
  clientIp: string | null,
) {
  const { id, address, currency, network } = transaction;
  return {
    merchant_transaction_id: id,
    widget_id: widgetId,
    address,
    signature: sign(SIGNING_SECRET, { merchantTransactionId: id, address, clientIp }),
    init_token: transaction.initToken,
    init_token_type: 'sdk_partner_authorization',
    currency,
    currencies: [currency],
    fix_currency: true,
    network,
    networks: [network],
    fix_network: [network],
    amount: transaction.amount,
    fix_amount: true,
    fiat_currency: transaction.fiatCurrency,
    fiat_currencies: fiatCurrencies,
    fix_fiat_currency: false,
    fix_fiat_amount: true,
    type: transaction.type,
    lang: 'en',
    theme: 'auto',
    ...(transaction.redirectUrl === null ? {} : { redirect_url: transaction.redirectUrl }),
  };
}
