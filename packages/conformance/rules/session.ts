import { fieldsOf, isSuccess, textOf } from '../answers';
import { SIGNATURE, type Side, sessionOptionalSchema, sessionRequiredSchema } from '../contract';
import { summaryOf } from '../exchange';
import type { Lab } from '../lab';
import type { Rule } from '../rule';
import { Broken, NotChecked } from '../verdict';
import { expectEqual, expectShape, tellUndocumented } from './expect';

const requireAsked = (lab: Lab, side: Side) => {
  if (side === 'sell' && !lab.options.sell) throw new NotChecked('asked for by --sell');
};

const sameAmount = (left: string, right: string) => Number(left) === Number(right);

/** What holds for a session of either type. */
export const sessionRules = (side: Side): Rule[] => [
  {
    id: `session.${side}.minted`,
    title: `POST /widget/session mints a ${side}`,
    source: 'doc',
    run: async (lab) => {
      requireAsked(lab, side);
      const exchange = await lab.minted(side);
      if (!isSuccess(exchange)) throw new Broken(`it answered ${summaryOf(exchange)}`, exchange);
      if (exchange.body === null) throw new Broken('the answer is not a JSON object', exchange);
      return [];
    },
  },
  {
    id: `session.${side}.required-fields`,
    title: `a ${side} session has every field that the widget needs`,
    source: 'doc',
    run: async (lab) => {
      requireAsked(lab, side);
      const exchange = await lab.minted(side);
      expectShape(exchange, sessionRequiredSchema, fieldsOf(exchange));
      return [];
    },
  },
  {
    id: `session.${side}.repeats-order`,
    title: `a ${side} session repeats currency, network, amount and type of the request`,
    source: 'doc',
    run: async (lab) => {
      requireAsked(lab, side);
      const { order, fields, exchange } = await lab.session(side);
      for (const name of ['currency', 'network', 'type']) textOf(fields, name);
      const { currency, network, type, amount } = order;
      expectEqual(exchange, fields, { currency, network, type });
      const answered = textOf(fields, 'amount');
      if (!sameAmount(answered, amount)) {
        throw new Broken(`amount is ${answered}, not ${amount}`, exchange);
      }
      return answered === amount ? [] : [`amount ${amount} comes back as ${answered}`];
    },
  },
];

export const sessionFormatRules: Rule[] = [
  {
    id: 'session.signature-format',
    title: 'the signature is "v2:" and 128 hex characters',
    source: 'doc',
    run: async (lab) => {
      const exchange = await lab.minted('buy');
      const signature = textOf(fieldsOf(exchange), 'signature');
      if (SIGNATURE.test(signature)) return [];
      throw new Broken(`it is ${JSON.stringify(signature.slice(0, 24))}…`, exchange);
    },
  },
  {
    id: 'session.init-token-type',
    title: 'init_token_type is sdk_partner_authorization',
    source: 'doc',
    run: async (lab) => {
      const exchange = await lab.minted('buy');
      const type = textOf(fieldsOf(exchange), 'init_token_type');
      if (type === 'sdk_customer_token') return ['sdk_customer_token, as in the older edition'];
      if (type === 'sdk_partner_authorization') return [];
      throw new Broken(`it is ${JSON.stringify(type)}`, exchange);
    },
  },
  {
    id: 'session.optional-fields',
    title: 'optional fields that are there have the documented type',
    source: 'doc',
    run: async (lab) => {
      const exchange = await lab.minted('buy');
      const fields = fieldsOf(exchange);
      expectShape(exchange, sessionOptionalSchema, fields);
      const absent = Object.keys(sessionOptionalSchema.shape).filter((name) => !(name in fields));
      return absent.length > 0 ? [`left out: ${absent.join(', ')}`] : [];
    },
  },
  {
    id: 'session.redirect-url',
    title: 'redirect_url, where it comes back, is the one of the request',
    source: 'doc',
    run: async (lab) => {
      const { fields, exchange, order } = await lab.session('buy');
      if (fields.redirect_url === undefined) return ['it does not come back'];
      expectEqual(exchange, fields, { redirect_url: order.redirect_url });
      return [];
    },
  },
  {
    id: 'session.required-only',
    title: 'the five required fields are enough',
    source: 'doc',
    run: async (lab) => {
      await lab.session('buy');
      const { type: _, redirect_url: __, ...required } = lab.order('buy');
      const exchange = await lab.mint(required);
      if (isSuccess(exchange)) return [];
      throw new Broken(`it answered ${summaryOf(exchange)}`, exchange);
    },
  },
  {
    id: 'session.client-ip',
    title: 'client_ip is accepted',
    source: 'doc',
    run: async (lab) => {
      await lab.session('buy');
      const exchange = await lab.mint({ ...lab.order('buy'), client_ip: '203.0.113.7' });
      if (isSuccess(exchange)) return [];
      throw new Broken(`it answered ${summaryOf(exchange)}`, exchange);
    },
  },
  {
    id: 'session.mints-anew',
    title: 'each POST mints a new transaction',
    source: 'inf',
    run: async (lab) => {
      const { id } = await lab.session('buy');
      const again = await lab.mint(lab.order('buy'));
      const second = textOf(fieldsOf(again), 'merchant_transaction_id');
      if (second === id) throw new Broken('the same request got the same transaction', again);
      return [];
    },
  },
  {
    id: 'session.undocumented-fields',
    title: 'fields of a session that the contract does not name',
    source: 'unknown',
    run: async (lab) => {
      const fields = fieldsOf(await lab.minted('buy'));
      return tellUndocumented([sessionRequiredSchema, sessionOptionalSchema], fields);
    },
  },
];
