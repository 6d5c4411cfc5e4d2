'use server';
import { z } from 'zod';
import { defineAction } from '../define-action';
import { env } from '../env';
import { mintSession, resumeSession } from './mint';
import { markSessionOpened } from './mutations';
import { orderSchema } from './schema';

/** Opens a widget session for a buy or a sell. */
export const mintSessionAction = defineAction({
  name: 'mint session',
  input: () => orderSchema(env().PROOF_ASSETS),
  run: (order, { user, clientIp, requestId }) => mintSession({ user, order, clientIp, requestId }),
});

const transactionSchema = z.object({ transactionId: z.string().max(100) });

/** Hands out the session of an order that was left before the widget ran. */
export const resumeSessionAction = defineAction({
  name: 'resume session',
  input: transactionSchema,
  run: ({ transactionId }, { user }) => resumeSession(user.id, transactionId),
});

/** The widget is running: from now on its token is spent. */
export const markSessionOpenedAction = defineAction({
  name: 'mark session opened',
  input: transactionSchema,
  run: ({ transactionId }, { user }) => markSessionOpened(user.id, transactionId),
});
