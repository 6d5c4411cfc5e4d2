'use server';
import { z } from 'zod';
import { defineAction } from '../define-action';
import { AppError } from '../errors';
import { getProviderCallsAbout } from '../ops/calls/data';
import { getTransactionOfUser } from './data';
import { describeForSupport } from './support';

/** Returns what a customer sends to support about a transaction of their own. */
export const describeForSupportAction = defineAction({
  name: 'describe for support',
  input: z.object({ transactionId: z.uuid() }),
  run: async ({ transactionId }, { user }) => {
    const found = await getTransactionOfUser(user.id, transactionId);
    if (!found) throw new AppError('not_found');
    const calls = await getProviderCallsAbout(found.transaction.merchantTransactionId);
    return describeForSupport({ ...found, calls, now: new Date() });
  },
});
