import { requireFields, requireText } from '../api-client';
import { type OrderType, sessionRequiredSchema } from '../contract';
import { RuleFailedError } from '../errors';
import type { Rule } from '../rule';
import { expectFields, expectShape, expectSuccess } from './expect';

export const sessionRules = (type: OrderType): Rule[] => [
  {
    id: `session.${type}.created`,
    title: `POST /widget/session creates a ${type} session`,
    certainty: 'documented',
    run: async (context) => {
      context.requireEnabled(type);
      const response = await context.sessionResponse(type);
      expectSuccess(response);
      if (response.body === null)
        throw new RuleFailedError('the response is not a JSON object', response);
      return [];
    },
  },
  {
    id: `session.${type}.required-fields`,
    title: `a ${type} session has every field that the widget needs`,
    certainty: 'documented',
    run: async (context) => {
      context.requireEnabled(type);
      const response = await context.sessionResponse(type);
      expectShape(response, sessionRequiredSchema, requireFields(response));
      return [];
    },
  },
  {
    id: `session.${type}.matches-order`,
    title: `a ${type} session has the currency, network, amount and type of the request`,
    certainty: 'documented',
    run: async (context) => {
      context.requireEnabled(type);
      const { order, fields, response } = await context.session(type);
      for (const name of ['currency', 'network', 'type']) requireText(fields, name);
      expectFields(response, fields, {
        currency: order.currency,
        network: order.network,
        type: order.type,
      });
      const amount = requireText(fields, 'amount');
      if (Number(amount) !== Number(order.amount))
        throw new RuleFailedError(`amount is ${amount}, not ${order.amount}`, response);
      return amount === order.amount ? [] : [`amount ${order.amount} is returned as ${amount}`];
    },
  },
];
