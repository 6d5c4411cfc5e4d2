import { z } from 'zod';
import type { Frame } from '../core/frame';
import { randomToken } from '../randomness';
import { ApiError } from '../transport/api-error';
import { WIDGET_ID } from '../transport/session-response';
import type { World } from '../world';

const openRequestSchema = z.object({
  parentOrigin: z.string().regex(/^https?:\/\/[^/]+$/),
  session: z.object({
    merchantTransactionId: z.string(),
    widgetId: z.string(),
    signature: z.string(),
    initToken: z.string(),
    theme: z.enum(['auto', 'light', 'dark']).catch('auto'),
  }),
});

/**
 * Opens a frame for a session. The first visit uses the init token up; after that, or once it has
 * expired, the frame asks for a login instead (contract, "init_token").
 * @throws ApiError when the session was not handed on as it was received
 */
export function openFrame(world: World, body: unknown): Frame {
  const parsed = openRequestSchema.safeParse(body);
  if (!parsed.success) throw new ApiError('validation_error', 'The session is not complete.');
  const { session, parentOrigin } = parsed.data;
  const transaction = world.store.transactions.get(session.merchantTransactionId);
  if (!transaction) throw new ApiError('not_found', 'This payment is not known here.');
  if (session.widgetId !== WIDGET_ID || session.initToken !== transaction.initToken) {
    throw new ApiError('validation_error', 'The session was changed on its way to the widget.');
  }
  const nowMs = world.clock.nowMs();
  const frame: Frame = {
    id: randomToken(world.randomness.stream('frames'), 'frame'),
    transactionId: transaction.id,
    signature: session.signature,
    parentOrigin,
    theme: session.theme,
    openedAt: nowMs,
    // A page that opens a transaction again hears where it stands, not its whole past.
    eventsBefore: Math.max(0, transaction.widgetEvents.length - 1),
    loggedIn: !transaction.initTokenUsed && nowMs < transaction.initTokenExpiresAt,
    quoteAccepted: false,
    document: null,
    method: null,
  };
  world.store.frames.put(frame.id, frame);
  world.provider.recordVisit(transaction);
  return frame;
}
