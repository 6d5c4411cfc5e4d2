import { z } from 'zod';
import type { Transaction } from './transaction';
import type { User } from './user';

/** One opened widget: how far its user has come. It lives on the server, so a reload loses nothing. */
export const frameSchema = z.object({
  id: z.string(),
  transactionId: z.string(),
  signature: z.string(),
  /** The only origin that the frame talks to. */
  parentOrigin: z.string(),
  theme: z.enum(['auto', 'light', 'dark']),
  openedAt: z.number(),
  /** How many widget events were already told before this frame was opened. */
  eventsBefore: z.number(),
  loggedIn: z.boolean(),
  quoteAccepted: z.boolean(),
  document: z.string().nullable(),
  method: z.string().nullable(),
});
export type Frame = z.infer<typeof frameSchema>;

export type Step =
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

/** The one step that a frame shows follows from what is stored, never from where it was before. */
export function stepOf(frame: Frame, transaction: Transaction, user: User): Step {
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
