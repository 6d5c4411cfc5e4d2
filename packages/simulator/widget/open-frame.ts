import { z } from 'zod';
import { ApiError } from '../api/api-error';
import type { Frame } from '../provider/frame';
import { randomToken } from '../randomness';
import type { Simulator } from '../simulator';

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
 * Opens a frame for a session. The first visit uses up the init token. After that, or once it has
 * expired, the frame asks for a login (contract, "init_token").
 * @throws ApiError when the session is not the one that the API returned
 */
export function openFrame(simulator: Simulator, body: unknown): Frame {
  const parsed = openRequestSchema.safeParse(body);
  if (!parsed.success) throw new ApiError('validation_error', 'The session is incomplete.');
  const { session, parentOrigin } = parsed.data;
  const transaction = simulator.store.transactions.get(session.merchantTransactionId);
  if (!transaction) throw new ApiError('not_found', 'This payment is unknown.');
  const { widgetId } = simulator.config;
  if (session.widgetId !== widgetId || session.initToken !== transaction.initToken) {
    throw new ApiError('validation_error', 'The session was changed before it reached the widget.');
  }
  const nowMs = simulator.clock.nowMs();
  const frame: Frame = {
    // Starts with the world's id, because the frame's pages send no token.
    id: `${widgetId}.${randomToken(simulator.randomness.stream('frames'), 'frame')}`,
    transactionId: transaction.id,
    signature: session.signature,
    parentOrigin,
    theme: session.theme,
    openedAt: nowMs,
    // A page that opens a transaction again gets only the latest event, not all of them.
    eventsBefore: Math.max(0, transaction.widgetEvents.length - 1),
    loggedIn: !transaction.initTokenUsed && nowMs < transaction.initTokenExpiresAt,
    quoteAccepted: false,
    document: null,
    method: null,
  };
  simulator.store.frames.put(frame.id, frame);
  simulator.provider.recordVisit(transaction);
  return frame;
}
