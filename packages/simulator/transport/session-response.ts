import { FIAT_CURRENCIES } from '../core/quote';
import { sign } from '../core/signature';
import type { Transaction } from '../core/transaction';

export const WIDGET_ID = '5a1f0e6c-51b0-4c1e-9d52-70726f6f6673';

/** What a session signature is made with. It protects nothing real, so it may be known. */
export const SIGNING_SECRET = 'sim_signing_secret';

/**
 * The answer of POST /widget/session, with every field that the contract documents.
 * @param clientIp what the signature is made for
 */
export function sessionResponse(transaction: Transaction, clientIp: string | null) {
  const { id, address, currency, network } = transaction;
  return {
    merchant_transaction_id: id,
    widget_id: WIDGET_ID,
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
    fiat_currencies: [...FIAT_CURRENCIES],
    fix_fiat_currency: false,
    fix_fiat_amount: true,
    type: transaction.type,
    lang: 'en',
    theme: 'auto',
    ...(transaction.redirectUrl === null ? {} : { redirect_url: transaction.redirectUrl }),
  };
}
