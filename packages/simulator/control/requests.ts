import { z } from 'zod';
import { TRANSACTION_ACTIONS } from '../core/actions';
import { isDecimal } from '../core/money';
import { FIAT_CURRENCIES } from '../core/quote';
import { statusSchema, type Transaction } from '../core/transaction';
import { kycStatusSchema } from '../core/user';

export const limitQuerySchema = z.coerce.number().int().min(1).max(10_000).default(200);

export const userRequestSchema = z.strictObject({
  email: z.email().optional(),
  kyc_status: kycStatusSchema,
});

export const actionRequestSchema = z.strictObject({
  action: z.enum([...TRANSACTION_ACTIONS, 'verify_identity']),
});

const decimal = z.string().refine(isDecimal, 'must be a decimal string');
const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** A transaction from the provider's past, in the field names of the contract. */
export const importRequestSchema = z.strictObject({
  partner_user_id: z.string().min(1),
  user_email: z.email().optional(),
  type: z.enum(['buy', 'sell']),
  status: statusSchema,
  currency: z.string().min(1),
  network: z.string().min(1),
  amount: decimal.optional(),
  crypto_amount: decimal.or(z.literal('')).default(''),
  fiat_currency: z.enum(FIAT_CURRENCIES).default('EUR'),
  fiat_amount: decimal,
  address: z.string().default(''),
  payment_method: z.string().nullable().default(null),
  created_at: moment,
  updated_at: moment,
});

export function importedTransaction(
  id: string,
  request: z.infer<typeof importRequestSchema>,
): Transaction {
  return {
    id,
    partnerUserId: request.partner_user_id,
    type: request.type,
    status: request.status,
    currency: request.currency,
    network: request.network,
    amount: request.amount ?? (request.crypto_amount || '0'),
    cryptoAmount: request.crypto_amount,
    fiatCurrency: request.fiat_currency,
    fiatAmount: request.fiat_amount,
    address: request.address,
    clientIp: null,
    redirectUrl: null,
    initToken: '',
    initTokenExpiresAt: request.created_at,
    initTokenUsed: true,
    paymentMethod: request.payment_method,
    cardEnding: null,
    depositAddress: null,
    lateDepositAt: null,
    failure: request.status === 'failed' ? 'payment_declined' : null,
    dueAt: null,
    scenario: null,
    widgetEvents: [],
    createdAt: request.created_at,
    updatedAt: request.updated_at,
  };
}
