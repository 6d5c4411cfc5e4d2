'use server';
import { defineAction } from '../define-action';
import { AppError } from '../errors';
import { ownsTransaction } from './data';
import { recordHint } from './mutations';
import { hintFromCallback, widgetCallbackSchema } from './widget';

/** Records what the widget told the customer's own browser, as a hint. */
export const reportWidgetCallbackAction = defineAction({
  name: 'report widget callback',
  input: widgetCallbackSchema,
  run: async (callback, { user }) => {
    if (!(await ownsTransaction(user.id, callback.merchantTransactionId)))
      throw new AppError('not_found');
    return recordHint(hintFromCallback(callback));
  },
});
