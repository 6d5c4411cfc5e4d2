import { requireFields, requireText } from '../api-client';
import {
  type OrderType,
  SIGNATURE,
  sessionOptionalSchema,
  sessionRequiredSchema,
} from '../contract';
import { RuleFailedError } from '../errors';
import type { Rule } from '../rule';
import { expectFields, expectShape, expectSuccess, noteUndocumented } from './expect';

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

export const sessionFormatRules: Rule[] = [
  {
    id: 'session.signature-format',
    title: 'the signature is "v2:" and 128 hex characters',
    certainty: 'documented',
    run: async (context) => {
      const response = await context.sessionResponse('buy');
      const signature = requireText(requireFields(response), 'signature');
      if (SIGNATURE.test(signature)) return [];
      throw new RuleFailedError(`it is ${JSON.stringify(signature.slice(0, 24))}…`, response);
    },
  },
  {
    id: 'session.init-token-type',
    title: 'init_token_type is sdk_partner_authorization',
    certainty: 'documented',
    run: async (context) => {
      const response = await context.sessionResponse('buy');
      const type = requireText(requireFields(response), 'init_token_type');
      if (type === 'sdk_customer_token') return ['sdk_customer_token, as in the older edition'];
      if (type === 'sdk_partner_authorization') return [];
      throw new RuleFailedError(`it is ${JSON.stringify(type)}`, response);
    },
  },
  {
    id: 'session.optional-fields',
    title: 'optional fields have the documented type when present',
    certainty: 'documented',
    run: async (context) => {
      const response = await context.sessionResponse('buy');
      const fields = requireFields(response);
      expectShape(response, sessionOptionalSchema, fields);
      const absent = Object.keys(sessionOptionalSchema.shape).filter((name) => !(name in fields));
      return absent.length > 0 ? [`absent: ${absent.join(', ')}`] : [];
    },
  },
  {
    id: 'session.redirect-url',
    title: 'redirect_url, when returned, is the one of the request',
    certainty: 'documented',
    run: async (context) => {
      const { fields, response, order } = await context.session('buy');
      if (fields.redirect_url === undefined) return ['it is not returned'];
      expectFields(response, fields, { redirect_url: order.redirect_url });
      return [];
    },
  },
  {
    id: 'session.required-only',
    title: 'the five required fields are enough',
    certainty: 'documented',
    run: async (context) => {
      await context.session('buy');
      const { type: _, redirect_url: __, ...required } = context.order('buy');
      expectSuccess(await context.createSession(required));
      return [];
    },
  },
  {
    id: 'session.client-ip',
    title: 'client_ip is accepted',
    certainty: 'documented',
    run: async (context) => {
      await context.session('buy');
      const order = { ...context.order('buy'), client_ip: '203.0.113.7' };
      expectSuccess(await context.createSession(order));
      return [];
    },
  },
  {
    id: 'session.no-idempotency',
    title: 'each POST creates a new transaction',
    certainty: 'inferred',
    run: async (context) => {
      const { id } = await context.session('buy');
      const second = await context.createSession(context.order('buy'));
      if (requireText(requireFields(second), 'merchant_transaction_id') === id)
        throw new RuleFailedError('the same request returned the same transaction', second);
      return [];
    },
  },
  {
    id: 'session.undocumented-fields',
    title: 'session fields that the contract does not name',
    certainty: 'assumed',
    run: async (context) => {
      const fields = requireFields(await context.sessionResponse('buy'));
      const notes = noteUndocumented([sessionRequiredSchema, sessionOptionalSchema], fields);
      return notes.length > 0 ? notes : ['none'];
    },
  },
];
