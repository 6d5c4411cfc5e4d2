import { requireText } from '../api-client';
import {
  canFollow,
  type OrderType,
  type Status,
  schemaErrors,
  transactionSchema,
} from '../contract';
import { RuleFailedError } from '../errors';
import type { ObservedTransaction, Snapshot } from '../observe-transaction';
import { statusesOf } from '../push';
import type { Rule } from '../rule';
import { expectCurrent, failIfBroken } from './expect';

function consecutivePairs({ snapshots, final }: ObservedTransaction): [Snapshot, Snapshot][] {
  const all = [...snapshots, final];
  return all.slice(1).flatMap((after, index) => {
    const before = all[index];
    return before ? [[before, after] as [Snapshot, Snapshot]] : [];
  });
}

/** Only a failed payment can be retried, and the socket reports each failure. */
function canBecome({ socket }: ObservedTransaction, before: Status, after: Status): boolean {
  const isRetry = before === 'processing' && after === 'pending';
  if (isRetry && socket.opened) return statusesOf(socket.socket.messages).includes('failed');
  return canFollow(before, after);
}

/** What is wrong with reads after the first change. The rules about new transactions do the rest. */
function laterErrors({ reads }: ObservedTransaction) {
  const [first] = reads;
  const known = new Set(schemaErrors(transactionSchema, first?.fields));
  return reads.flatMap(({ status, fields, response }) =>
    status === first?.status
      ? []
      : schemaErrors(transactionSchema, fields)
          .filter((text) => !known.has(text))
          .map((text) => ({ response, text: `while ${status}, ${text}` })),
  );
}

const WITH_CRYPTO_AMOUNT: Status[] = ['processing', 'completed'];
const IMMUTABLE_FIELDS = [
  'merchant_transaction_id',
  'partner_user_id',
  'type',
  'currency',
  'network',
  'created_at',
];

/** What polling must see from the session to the end of a transaction. */
export const progressRules = (type: OrderType): Rule[] => [
  {
    id: `${type}.progress`,
    title: `the status of a ${type} makes only documented transitions`,
    certainty: 'documented',
    run: async (context) => {
      const observed = await context.observed(type).catch(failIfBroken('progress'));
      for (const [before, after] of consecutivePairs(observed)) {
        if (before.status === after.status || canBecome(observed, before.status, after.status))
          continue;
        throw new RuleFailedError(`${before.status} became ${after.status}`, after.response);
      }
      return [`saw ${observed.snapshots.map(({ status }) => status).join(' → ')}`];
    },
  },
  {
    id: `${type}.fields`,
    title: `a ${type} keeps every documented field in its documented type`,
    certainty: 'documented',
    run: async (context) => {
      const [first] = laterErrors(await context.observed(type));
      if (first) throw new RuleFailedError(first.text, first.response);
      return [];
    },
  },
  {
    id: `${type}.updated-at`,
    title: `updated_at of a ${type} moves forward with its status, never back`,
    certainty: 'documented',
    run: async (context) => {
      for (const [before, after] of consecutivePairs(await context.observed(type))) {
        const from = Date.parse(requireText(before.fields, 'updated_at'));
        const to = Date.parse(requireText(after.fields, 'updated_at'));
        if (to < from) throw new RuleFailedError('it moved back', after.response);
        // Times have whole seconds, so two changes may have the same time.
        if (before.status !== after.status && to === from && from % 1_000 !== 0) {
          const change = `${before.status} became ${after.status}`;
          throw new RuleFailedError(`it did not move when ${change}`, after.response);
        }
      }
      // The first status is older: somebody had to pay before it changed.
      for (const { fields, response } of (await context.observed(type)).snapshots.slice(1))
        expectCurrent(response, 'updated_at', requireText(fields, 'updated_at'));
      return [];
    },
  },
  {
    id: `${type}.crypto-amount`,
    title: `crypto_amount of a ${type} is set from processing on, and final once completed`,
    certainty: 'documented',
    run: async (context) => {
      const { reads, snapshots, final } = await context.observed(type);
      for (const { status, fields, response } of [...snapshots, final]) {
        if (!WITH_CRYPTO_AMOUNT.includes(status) || fields.crypto_amount) continue;
        throw new RuleFailedError(`it is empty while the transaction is ${status}`, response);
      }
      const completed = reads.filter(({ status }) => status === 'completed');
      const amounts = new Set(completed.map(({ fields }) => fields.crypto_amount));
      if (amounts.size > 1) {
        const changes = [...amounts].join(', then ');
        throw new RuleFailedError(`it is ${changes} after the completion`, final.response);
      }
      return [];
    },
  },
  {
    id: `${type}.immutable-fields`,
    title: `id, user, type, currency, network and created_at of a ${type} never change`,
    certainty: 'documented',
    run: async (context) => {
      for (const [before, after] of consecutivePairs(await context.observed(type))) {
        const changed = IMMUTABLE_FIELDS.find((name) => before.fields[name] !== after.fields[name]);
        if (changed) throw new RuleFailedError(`${changed} changed`, after.response);
      }
      return [];
    },
  },
];
