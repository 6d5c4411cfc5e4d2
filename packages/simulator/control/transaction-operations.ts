import { z } from 'zod';
import { ApiError } from '../api/api-error';
import type { Transaction } from '../provider/transaction';
import { newUser } from '../provider/user';
import type { Simulator } from '../simulator';
import { runControlAction } from './actions';
import type { Operations, OperationTable } from './operation';
import {
  actionRequestSchema,
  amountsRequestSchema,
  importRequestSchema,
  limitQuerySchema,
} from './request-schemas';
import { transactionResponseSchema } from './response-schemas';
import { transactionView } from './views';

export function requireTransaction({ store }: Simulator, id: string): Transaction {
  const transaction = store.transactions.get(id);
  if (!transaction) throw new ApiError('not_found', 'There is no such transaction');
  return transaction;
}

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

export const TRANSACTION_OPERATIONS = {
  listTransactions: {
    method: 'get',
    path: '/transactions',
    summary: 'List transactions, newest first',
    query: limitQuerySchema,
    response: z.strictObject({ transactions: z.array(transactionResponseSchema) }),
  },
  getTransaction: {
    method: 'get',
    path: '/transactions/{id}',
    summary: 'Get one transaction',
    response: transactionResponseSchema,
  },
  importTransaction: {
    method: 'put',
    path: '/transactions/{id}',
    summary: 'Store a past transaction without sending webhooks or socket messages',
    body: importRequestSchema,
    response: transactionResponseSchema,
  },
  changeAmounts: {
    method: 'patch',
    path: '/transactions/{id}',
    summary: 'Change the amounts of a transaction, which sends nothing',
    body: amountsRequestSchema,
    response: transactionResponseSchema,
  },
  runAction: {
    method: 'post',
    path: '/transactions/{id}/actions',
    summary: 'Run one action manually, which ends a running scenario',
    body: actionRequestSchema,
    response: transactionResponseSchema,
  },
} as const satisfies OperationTable;

export function transactionOperations(operations: Operations, simulator: Simulator): void {
  const { store, provider } = simulator;
  operations.handle(TRANSACTION_OPERATIONS, {
    listTransactions: (c, { query }) => {
      const newestFirst = [...store.transactions.values()].sort(
        (left, right) => right.createdAt - left.createdAt,
      );
      const transactions = newestFirst
        .slice(0, query.limit)
        .map((transaction) => transactionView(simulator, transaction));
      return c.json({ transactions });
    },
    getTransaction: (c, { id }) =>
      c.json(transactionView(simulator, requireTransaction(simulator, id))),
    importTransaction: (c, { id, body }) => {
      if (!store.users.get(body.partner_user_id)) {
        provider.saveUser(newUser(body.partner_user_id, body.user_email ?? ''));
      }
      const transaction = importedTransaction(id, body);
      provider.saveTransaction(transaction);
      return c.json(transactionView(simulator, transaction));
    },
    changeAmounts: (c, { id, body }) => {
      const { cryptoAmount, fiatAmount } = requireTransaction(simulator, id);
      const amounts = {
        cryptoAmount: body.crypto_amount ?? cryptoAmount,
        fiatAmount: body.fiat_amount ?? fiatAmount,
      };
      provider.change(requireTransaction(simulator, id), amounts, 'change_amounts');
      return c.json(transactionView(simulator, requireTransaction(simulator, id)));
    },
    runAction: (c, { id, body }) => {
      runControlAction(simulator, requireTransaction(simulator, id), body.action);
      return c.json(transactionView(simulator, requireTransaction(simulator, id)));
    },
  });
}
