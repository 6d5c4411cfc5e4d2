import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { snapshotOf } from '../core/snapshot';
import type { World } from '../world';
import { requirePartner } from './access';
import { ApiError } from './api-error';
import { type ApiEnv, recordCalls } from './call-log';
import { createSession, signedFor } from './create-session';
import type { FaultEndpoint } from './faults';
import { readSessionRequest } from './session-request';
import { sessionResponse } from './session-response';
import { takeFaults } from './take-fault';

export function remoteIp(c: Context): string {
  return getConnInfo(c).remote.address ?? '';
}

/** The three endpoints that a partner's backend calls. */
export function partnerApi(world: World): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>();
  const log = recordCalls(world);
  const fault = (endpoint: FaultEndpoint) => takeFaults(world, endpoint);
  const access: MiddlewareHandler = async (c, next) => {
    const rules = {
      clientToken: world.config.clientToken,
      allowedIps: world.settings.allowedIps,
    };
    requirePartner(rules, remoteIp(c), c.req.header('authorization'));
    return next();
  };

  api.post('/widget/session', log, fault('session'), access, async (c) => {
    const order = readSessionRequest(await c.req.text(), world.config.assets);
    if (order.type === 'sell' && !world.settings.offrampEnabled) {
      const { httpStatus, ...body } = world.settings.offrampRefusal;
      const text = JSON.stringify({ ...body, message: 'Off-ramp is not enabled' });
      return new Response(text, {
        status: httpStatus,
        headers: { 'content-type': 'application/json' },
      });
    }
    const transaction = await createSession(world, order);
    return c.json(sessionResponse(transaction, signedFor(world, transaction)));
  });

  api.get('/widget/transactions/:id', log, fault('transaction'), access, (c) => {
    const transaction = world.store.transactions.get(c.req.param('id'));
    if (!transaction) throw new ApiError('not_found', 'No such transaction');
    const unknown = world.board.take('api_unknown_transaction_status', {
      transactionId: transaction.id,
    });
    const { merchant_transaction_id, ...rest } = snapshotOf(transaction);
    return c.json({
      merchant_transaction_id,
      partner_user_id: transaction.partnerUserId,
      ...rest,
      ...(unknown ? { status: unknown.status } : {}),
    });
  });

  api.get('/widget/users/:id/kyc-status', log, fault('kyc'), access, (c) => {
    const user = world.store.users.get(c.req.param('id'));
    if (!user) throw new ApiError('not_found', 'No such user');
    return c.json({ partner_user_id: user.partnerUserId, status: user.kycStatus });
  });
  return api;
}
