import 'server-only';
import { hkdfSync } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import { env } from '../env';
import { AppError } from '../errors';
import { proof } from '../proof';
import { sessionSchema, type WidgetSession } from '../proof-api/schema';
import type { SignedInUser } from '../users/data';
import { countOpenOrders, getSealedSession } from './data';
import { claimKey, releaseKey, storeMintedSession } from './mutations';
import type { OpenableSession, Order } from './schema';

const MAX_WAIT_MS = 12_000;
const WAIT_STEP_MS = 200;

export type MintRequest = {
  user: SignedInUser;
  order: Order;
  clientIp: string | undefined;
  /** Of this customer. With as many, no further one is placed. */
  maxOpenOrders?: number;
};

/**
 * Opens a widget session at Proof for an order, once per idempotency key: a double click, a
 * resubmission or a retry after a lost response gets the session that the first one minted.
 */
export async function mintSession(request: MintRequest): Promise<OpenableSession> {
  const { user, order } = request;
  if (order.type === 'sell' && !env().PROOF_OFFRAMP_ENABLED)
    throw new AppError('offramp_not_enabled');
  const deadlineMs = performance.now() + MAX_WAIT_MS;
  do {
    const claim = await claimKey(user.id, order);
    if (claim === 'claimed') return callAndStore(request);
    if (claim !== 'in_progress') return resumeSession(user.id, claim.transactionId);
    // Another request with this key is under way; its result will be in the database.
    await delay(WAIT_STEP_MS);
  } while (performance.now() < deadlineMs);
  throw new AppError('mint_in_progress');
}

async function callAndStore(request: MintRequest): Promise<OpenableSession> {
  const { user, order, clientIp, maxOpenOrders = Infinity } = request;
  // Chosen before Proof is called, so that the widget can lead back to the order's page.
  const transactionId = uuidv7();
  try {
    if ((await countOpenOrders(user.id)) >= maxOpenOrders)
      throw new AppError('too_many_open_orders');
    const session = await proof().createSession(
      {
        partner_user_id: user.id,
        user_email: user.email,
        network: order.asset.network,
        currency: order.asset.currency,
        amount: order.amount,
        type: order.type,
        redirect_url: new URL(`/transactions/${transactionId}`, env().AUTH_URL).href,
        ...(clientIp && { client_ip: clientIp }),
      },
      { userId: user.id },
    );
    const sealedSession = await sealSession(session);
    await storeMintedSession({ transactionId, userId: user.id, order, session, sealedSession });
    return { transactionId, session };
  } catch (error) {
    await releaseKey(user.id, order.idempotencyKey);
    throw error;
  }
}

/** The session of an existing transaction while Proof still accepts it. */
export async function resumeSession(
  userId: string,
  transactionId: string,
): Promise<OpenableSession> {
  const sealed = await getSealedSession(userId, transactionId);
  if (!sealed) throw new AppError('session_expired');
  const session = await unsealSession(sealed).catch((cause) => {
    throw new AppError('session_expired', 'The sealed session cannot be read.', { cause });
  });
  return { transactionId, session };
}

/** Encrypts a session for the database (A256GCM), because it holds the customer's bearer token. */
function sealSession(session: WidgetSession): Promise<string> {
  const header = { alg: 'dir', enc: 'A256GCM' };
  return new EncryptJWT({ session })
    .setProtectedHeader(header)
    .encrypt(keyFrom(sealingSecrets()[0]));
}

/** Throws when its key is no longer configured, or the text was tampered with. */
async function unsealSession(sealed: string): Promise<WidgetSession> {
  const { payload } = await Promise.any(
    sealingSecrets().map((secret) => jwtDecrypt(sealed, keyFrom(secret))),
  );
  return sessionSchema.parse(payload.session);
}

/** The first one seals. During a rotation, the others still open what they sealed. */
const sealingSecrets = () => env().SESSION_SEALING_KEY ?? env().AUTH_SECRET;

function keyFrom(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'widget-session', 32));
}
