import { isDeepStrictEqual } from 'node:util';
import { type ApiResponse, requireFields, requireText, summarise } from '../api-client';
import type { CheckContext } from '../context';
import { kycSchema, newTransactionSchema, type OrderType, timestampSchema } from '../contract';
import { RuleFailedError } from '../errors';
import type { Rule } from '../rule';
import {
  expectCurrent,
  expectFields,
  expectShape,
  expectSuccess,
  noteUndocumented,
} from './expect';

/** Runs a check on the first read of each type of order. */
async function forEachType(
  context: CheckContext,
  check: (response: ApiResponse, type: OrderType) => void | Promise<void>,
): Promise<void> {
  for (const type of context.enabledTypes) await check(await context.snapshot(type), type);
}

function expectTimes(response: ApiResponse): void {
  const times = ['created_at', 'updated_at'].map((name) => {
    const value = requireText(requireFields(response), name);
    if (timestampSchema.safeParse(value).success) return Date.parse(value);
    throw new RuleFailedError(`${name} is ${JSON.stringify(value)}`, response);
  });
  const [created = 0, updated = 0] = times;
  if (updated < created) throw new RuleFailedError('updated_at is before created_at', response);
  expectCurrent(response, 'created_at', requireText(requireFields(response), 'created_at'));
}

export const transactionRules: Rule[] = [
  {
    id: 'transaction.readable',
    title: 'a transaction can be read as soon as its session exists',
    certainty: 'documented',
    run: async (context) => {
      await forEachType(context, (response) => {
        expectSuccess(response);
        if (response.body) return;
        throw new RuleFailedError(`the response is ${summarise(response)}`, response);
      });
      return [];
    },
  },
  {
    id: 'transaction.fields',
    title: 'a transaction has every documented field in its documented type',
    certainty: 'documented',
    run: async (context) => {
      await forEachType(context, (response) =>
        expectShape(response, newTransactionSchema, requireFields(response)),
      );
      const fields = requireFields(await context.snapshot('buy'));
      return noteUndocumented([newTransactionSchema], fields);
    },
  },
  {
    id: 'transaction.fiat-amount',
    title: 'fiat_amount is known before the payment',
    certainty: 'inferred',
    run: async (context) => {
      const response = await context.snapshot('buy');
      if (requireFields(response).fiat_amount === null)
        throw new RuleFailedError('it is null', response);
      return [];
    },
  },
  {
    id: 'transaction.matches-session',
    title: 'a transaction has the id, user, currency, network and type of its session',
    certainty: 'documented',
    run: async (context) => {
      await forEachType(context, async (response, ordered) => {
        const { order, id } = await context.session(ordered);
        const { partner_user_id, currency, network, type } = order;
        const expected = { merchant_transaction_id: id, partner_user_id, currency, network, type };
        const fields = requireFields(response);
        for (const name of Object.keys(expected)) requireText(fields, name);
        expectFields(response, fields, expected);
      });
      return [];
    },
  },
  {
    id: 'transaction.starts-pending',
    title: 'a new transaction is pending',
    certainty: 'documented',
    run: async (context) => {
      await forEachType(context, (response) => {
        const status = requireText(requireFields(response), 'status');
        if (status === 'pending') return;
        throw new RuleFailedError(`the status is ${JSON.stringify(status)}`, response);
      });
      return [];
    },
  },
  {
    id: 'transaction.times',
    title: 'created_at and updated_at are ISO 8601 in UTC, in this order, and current',
    certainty: 'documented',
    run: async (context) => {
      await forEachType(context, expectTimes);
      return [];
    },
  },
  {
    id: 'transaction.consistent',
    title: 'two reads are equal while nothing happens',
    certainty: 'documented',
    run: async (context) => {
      const first = requireFields(await context.snapshot('buy'));
      const { id } = await context.session('buy');
      const second = await context.client.transaction(id);
      const names = Object.keys({ ...first, ...second.body });
      const changed = names.filter((name) => !isDeepStrictEqual(first[name], second.body?.[name]));
      if (changed.length > 0) throw new RuleFailedError(`changed: ${changed.join(', ')}`, second);
      return [];
    },
  },
  {
    id: 'kyc.fields',
    title: 'the user of a session has one of the four documented identity statuses',
    certainty: 'documented',
    run: async (context) => {
      await context.session('buy');
      const response = await context.client.kycStatus(context.userId);
      expectSuccess(response);
      expectShape(response, kycSchema, response.body);
      const fields = requireFields(response);
      expectFields(response, fields, { partner_user_id: context.userId });
      return noteUndocumented([kycSchema], fields);
    },
  },
  {
    id: 'kyc.new-user',
    title: 'a user who was never verified is not_started',
    certainty: 'inferred',
    run: async (context) => {
      await context.session('buy');
      const response = await context.client.kycStatus(context.userId);
      const status = requireText(requireFields(response), 'status');
      if (status === 'not_started') return [];
      throw new RuleFailedError(`the status is ${status}`, response);
    },
  },
];
