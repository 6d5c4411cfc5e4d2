import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { snapshotOf, type Transaction } from '../provider/transaction';
import type { Simulator } from '../simulator';
import { accessRules, requirePartner } from './access';
import { ApiError } from './api-error';
import { type ApiEnv, recordCalls } from './call-log';
import { createSession, signedIp } from './create-session';
import { overrideResponse } from './override-response';
import type { Endpoint } from './queued-responses';
import { readSessionRequest } from './session-request';
import { sessionResponse } from './session-response';

export function remoteIp(c: Context): string {
  return getConnInfo(c).remote.address ?? '';
}

/** The transaction, or with a fault, soon after a change, as it was before. */
function visibleState({ injectedFaults, provider, clock }: Simulator, transaction: Transaction) {
  const fault = injectedFaults.parametersOf('api_stale_transaction');
  const before = provider.beforeLastChange(transaction.id);
  if (!fault || !before) return transaction;
  if (clock.nowMs() >= transaction.updatedAt + fault.seconds * 1_000) return transaction;
  const target = { transactionId: transaction.id };
  return injectedFaults.take('api_stale_transaction', target) ? before : transaction;
}

/** The three endpoints that a partner's backend calls. */
export function partnerApi(simulator: Simulator): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>();
  const log = recordCalls(simulator);
  const override = (endpoint: Endpoint) => overrideResponse(simulator, endpoint);
  const access: MiddlewareHandler = async (c, next) => {
    requirePartner(accessRules(simulator), remoteIp(c), c.req.header('authorization'));
    return next();
  };

  api.post('/widget/session', log, override('session'), access, async (c) => {
    const order = readSessionRequest(await c.req.text(), simulator);
    if (order.type === 'sell' && !simulator.settings.offrampEnabled) {
      const { httpStatus, ...body } = simulator.settings.offrampRefusal;
      const text = JSON.stringify({ ...body, message: 'Off-ramp is not enabled' });
      return new Response(text, {
        status: httpStatus,
        headers: { 'content-type': 'application/json' },
      });
    }
    const transaction = await createSession(simulator, order);
    const clientIp = signedIp(simulator, transaction);
    return c.json(sessionResponse(transaction, simulator.config, clientIp));
  });

  api.get('/widget/transactions/:id', log, override('transaction'), access, (c) => {
    const transaction = simulator.store.transactions.get(c.req.param('id'));
    if (!transaction) throw new ApiError('not_found', 'There is no such transaction');
    const fault = simulator.injectedFaults.take('api_unknown_transaction_status', {
      transactionId: transaction.id,
    });
    const { merchant_transaction_id, ...rest } = snapshotOf(visibleState(simulator, transaction));
    return c.json({
      merchant_transaction_id,
      partner_user_id: transaction.partnerUserId,
      ...rest,
      ...(fault ? { status: fault.status } : {}),
    });
  });

  api.get('/widget/users/:id/kyc-status', log, override('kyc'), access, (c) => {
    const user = simulator.store.users.get(c.req.param('id'));
    if (!user) throw new ApiError('not_found', 'There is no such user');
    return c.json({ partner_user_id: user.partnerUserId, status: user.kycStatus });
  });
  return api;
}
