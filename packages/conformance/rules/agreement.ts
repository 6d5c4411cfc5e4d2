import { canFollow, type Status } from '../contract';
import { RuleFailedError } from '../errors';
import type { ObservedTransaction } from '../observe-transaction';
import { type Push, statusesOf, statusOf } from '../push';

const IDENTITY_FIELDS = ['merchant_transaction_id', 'type', 'currency', 'network'];
/** Users may change the fiat currency in the widget, so these are compared per status. */
const QUOTE_FIELDS = ['fiat_currency', 'fiat_amount', 'crypto_amount'];
const LATE_MS = 1_000;

/** The changes that polling saw but no push reported. The first status is not a change. */
export function missingChanges({ snapshots }: ObservedTransaction, pushes: Push[]): Status[] {
  const reported = statusesOf(pushes);
  const changes = snapshots.slice(1).map(({ status }) => status);
  return changes.filter((status) => !reported.includes(status));
}

/** Expects pushes to agree with GET. Empty amounts are left to the rule about the shape. */
export function expectAgreement(observed: ObservedTransaction, pushes: Push[]): void {
  expectPossibleStatuses(observed, statusesOf(pushes));
  const { session, final } = observed;
  for (const push of pushes) {
    for (const name of IDENTITY_FIELDS) {
      const expected = name === 'merchant_transaction_id' ? session.id : final.fields[name];
      expectEqual(observed, push, name, expected);
    }
    for (const name of QUOTE_FIELDS) {
      const expected = readValue(observed, statusOf(push), name);
      if (expected) expectEqual(observed, push, name, expected);
    }
  }
}

function expectEqual({ final }: ObservedTransaction, { body }: Push, name: string, read: unknown) {
  const pushed = body?.[name] ?? '';
  if (pushed === '' || pushed === read || sameNumber(pushed, read)) return;
  const difference = `${name} is ${JSON.stringify(pushed)}, not ${JSON.stringify(read)}`;
  throw new RuleFailedError(`${difference} as in GET`, final.response);
}

/** `99.5` equals `99.50`. The rules about the shape report numbers that are not strings. */
const sameNumber = (a: unknown, b: unknown) => Number(a) === Number(b);

/** The value while the payment is settled, if reads agree on one: another rule reports otherwise. */
function readValue({ reads }: ObservedTransaction, status: Status | null, name: string): unknown {
  if (status !== 'processing' && status !== 'completed') return null;
  const values = reads.filter((read) => read.status === status).map(({ fields }) => fields[name]);
  return values.length > 1 && new Set(values).size === 1 ? values[0] : null;
}

/** Pushes may repeat, be late and change their order, but not report what cannot have happened. */
function expectPossibleStatuses({ reads, final }: ObservedTransaction, reported: Status[]): void {
  const first = reads[0]?.status ?? 'pending';
  const impossible = reported.find(
    (status) =>
      !reads.some((read) => read.status === status) &&
      !(canFollow(first, status) && canFollow(status, final.status)),
  );
  const isMissing = reported.length > 0 && !reported.includes(final.status);
  if (!impossible && !isMissing) return;
  const message = `it reported ${reported.join(', ')}; GET returned ${final.status}`;
  throw new RuleFailedError(message, final.response);
}

/** Says which statuses arrived, and which of them late. */
export function noteDelivery({ reads }: ObservedTransaction, pushes: Push[]): string[] {
  const late = pushes.flatMap((push) => {
    const status = statusOf(push);
    const read = reads.find((each) => each.status === status);
    const delayMs = read ? push.atMs - read.startedAtMs : 0;
    return delayMs > LATE_MS ? `${status} arrived ${seconds(delayMs)} after GET returned it` : [];
  });
  return [`arrived: ${statusesOf(pushes).join(', ') || 'nothing'}`, ...late];
}

export const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
