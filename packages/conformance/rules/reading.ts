import { isDeepStrictEqual } from 'node:util';
import { fieldsOf, isSuccess, textOf } from '../answers';
import { kycSchema, momentSchema, transactionSchema } from '../contract';
import { summaryOf } from '../exchange';
import type { Rule } from '../rule';
import { Broken } from '../verdict';
import { expectEqual, expectShape, tellUndocumented } from './expect';

export const readingRules: Rule[] = [
  {
    id: 'transaction.readable',
    title: 'GET answers for a transaction as soon as its session is there',
    source: 'doc',
    run: async (lab) => {
      const exchange = await lab.snapshot('buy');
      if (isSuccess(exchange) && exchange.body) return [];
      throw new Broken(`it answered ${summaryOf(exchange)}`, exchange);
    },
  },
  {
    id: 'transaction.fields',
    title: 'a transaction has every documented field in its documented type',
    source: 'doc',
    run: async (lab) => {
      const exchange = await lab.snapshot('buy');
      expectShape(exchange, transactionSchema, fieldsOf(exchange));
      return tellUndocumented([transactionSchema], fieldsOf(exchange));
    },
  },
  {
    id: 'transaction.is-the-sessions',
    title: 'a transaction is the one that the session was minted for',
    source: 'doc',
    run: async (lab) => {
      const { order, id } = await lab.session('buy');
      const exchange = await lab.snapshot('buy');
      const { partner_user_id, currency, network, type } = order;
      const expected = { merchant_transaction_id: id, partner_user_id, currency, network, type };
      const fields = fieldsOf(exchange);
      for (const name of Object.keys(expected)) textOf(fields, name);
      expectEqual(exchange, fields, expected);
      return [];
    },
  },
  {
    id: 'transaction.starts-pending',
    title: 'a transaction whose session is new is pending',
    source: 'doc',
    run: async (lab) => {
      const exchange = await lab.snapshot('buy');
      const status = textOf(fieldsOf(exchange), 'status');
      if (status === 'pending') return [];
      throw new Broken(`its status is ${JSON.stringify(status)}`, exchange);
    },
  },
  {
    id: 'transaction.times',
    title: 'created_at and updated_at are ISO 8601 in UTC, in this order',
    source: 'doc',
    run: async (lab) => {
      const exchange = await lab.snapshot('buy');
      const moments = ['created_at', 'updated_at'].map((name) => {
        const value = textOf(fieldsOf(exchange), name);
        if (momentSchema.safeParse(value).success) return Date.parse(value);
        throw new Broken(`${name} is ${JSON.stringify(value)}`, exchange);
      });
      const [created = 0, updated = 0] = moments;
      if (updated < created) throw new Broken('updated_at is before created_at', exchange);
      return [];
    },
  },
  {
    id: 'transaction.consistent',
    title: 'GET answers the same twice while nothing happens',
    source: 'doc',
    run: async (lab) => {
      const first = fieldsOf(await lab.snapshot('buy'));
      const { id } = await lab.session('buy');
      const again = await lab.client.transaction(id);
      const names = Object.keys({ ...first, ...again.body });
      const changed = names.filter((name) => !isDeepStrictEqual(first[name], again.body?.[name]));
      if (changed.length > 0) throw new Broken(`different: ${changed.join(', ')}`, again);
      return [];
    },
  },
  {
    id: 'kyc.fields',
    title: 'the user of a session has an identity status, one of the documented four',
    source: 'doc',
    run: async (lab) => {
      await lab.session('buy');
      const exchange = await lab.client.kycStatus(lab.userId);
      if (!isSuccess(exchange)) throw new Broken(`it answered ${summaryOf(exchange)}`, exchange);
      expectShape(exchange, kycSchema, exchange.body);
      expectEqual(exchange, fieldsOf(exchange), { partner_user_id: lab.userId });
      return tellUndocumented([kycSchema], fieldsOf(exchange));
    },
  },
  {
    id: 'kyc.new-user',
    title: 'a user who has never been verified is not_started',
    source: 'inf',
    run: async (lab) => {
      await lab.session('buy');
      const exchange = await lab.client.kycStatus(lab.userId);
      const status = textOf(fieldsOf(exchange), 'status');
      if (status !== 'not_started') throw new Broken(`the status is ${status}`, exchange);
      return [];
    },
  },
];
