import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Transaction } from './transaction';
import type { User } from './user';

/** An opened widget and its user's progress. Kept on the server, so that a reload loses nothing. */
export const frameSchema = z.object({
  id: z.string(),
  transactionId: z.string(),
  signature: z.string(),
  /** The only origin that the frame sends messages to. */
  parentOrigin: z.string(),
  theme: z.enum(['auto', 'light', 'dark']),
  openedAt: z.number(),
  /** The number of widget events that were emitted before the frame was opened. */
  eventsBefore: z.number(),
  loggedIn: z.boolean(),
  quoteAccepted: z.boolean(),
  document: z.string().nullable(),
  method: z.string().nullable(),
});
export type Frame = z.infer<typeof frameSchema>;

/** The one-time code that the simulated email contains: six digits, different for each frame. */
export function loginCodeOf({ id }: Frame): string {
  const digest = createHash('sha256').update(`login ${id}`).digest();
  return String(digest.readUInt32BE() % 1_000_000).padStart(6, '0');
}

export type WidgetStep =
  | 'login'
  | 'quote'
  | 'document'
  | 'selfie'
  | 'checking'
  | 'identity-failed'
  | 'method'
  | 'card'
  | 'deposit'
  | 'processing'
  | 'completed'
  | 'failed'
  | 'cancelled';

/** The step to show depends only on stored state, never on the step shown before. */
export function stepOf(frame: Frame, transaction: Transaction, user: User): WidgetStep {
  if (!frame.loggedIn) return 'login';
  if (transaction.status !== 'pending') return transaction.status;
  if (transaction.depositAddress) return 'deposit';
  if (!frame.quoteAccepted) return 'quote';
  if (user.kycStatus === 'pending') return 'checking';
  if (user.kycStatus !== 'verified') {
    if (frame.document) return 'selfie';
    return user.kycStatus === 'failed' ? 'identity-failed' : 'document';
  }
  return frame.method ? 'card' : 'method';
}
