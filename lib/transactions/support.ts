import type { CallRow } from '../ops/calls/data';
import type { TransactionEventView, TransactionView } from './views';

type SupportRecord = {
  transaction: Pick<
    TransactionView,
    | 'id'
    | 'merchantTransactionId'
    | 'type'
    | 'network'
    | 'currency'
    | 'requestedAmount'
    | 'cryptoAmount'
    | 'fiatAmount'
    | 'fiatCurrency'
    | 'status'
    | 'reportedStatus'
    | 'createdAt'
    | 'providerUpdatedAt'
  >;
  events: readonly TransactionEventView[];
  calls: readonly Pick<
    CallRow,
    'recordedAt' | 'endpoint' | 'httpStatus' | 'code' | 'providerRequestId' | 'requestId'
  >[];
  now: Date;
};

/**
 * What support needs to find a transaction here and at Proof: ids, times and request ids. No
 * secrets, addresses or personal data, because customers paste it anywhere.
 */
export function describeForSupport({ transaction, events, calls, now }: SupportRecord): string {
  const { type, network, currency, requestedAmount, status, providerUpdatedAt } = transaction;
  const confirmed = providerUpdatedAt ? `confirmed ${providerUpdatedAt}` : 'not confirmed yet';
  return [
    `${type} ${requestedAmount} ${currency} on ${network}`,
    `Status: ${status}, ${confirmed}`,
    `Reported: ${transaction.reportedStatus ?? 'nothing'}`,
    `Amounts: ${amountOrDash(transaction.cryptoAmount, currency)}, ${amountOrDash(transaction.fiatAmount, transaction.fiatCurrency)}`,
    `Proof ID: ${transaction.merchantTransactionId}`,
    `Order ID: ${transaction.id}`,
    `Placed: ${transaction.createdAt}`,
    `Copied: ${now.toISOString()}`,
    '',
    "Events (our time, Proof's time):",
    ...events.map(describeEvent),
    '',
    'Requests to Proof:',
    ...calls.map(describeCall),
  ].join('\n');
}

function amountOrDash(amount: string | null, unit: string | null): string {
  return amount === null ? '-' : `${amount} ${unit ?? ''}`.trim();
}

function describeEvent(event: TransactionEventView): string {
  const { recordedAt, providerTime, source, kind, status, hintOutcome, factOutcome } = event;
  const said = [source, kind, status, factOutcome ?? hintOutcome].filter(Boolean).join(' ');
  return `${recordedAt} ${providerTime ?? '-'} ${said}`;
}

function describeCall(call: SupportRecord['calls'][number]): string {
  const { recordedAt, endpoint, httpStatus, code, providerRequestId, requestId } = call;
  return [
    `${recordedAt} ${endpoint} ${httpStatus ?? 'no response'}${code ? ` ${code}` : ''}`,
    `Proof's request ID ${providerRequestId ?? '-'}`,
    ...(requestId ? [`our request ID ${requestId}`] : []),
  ].join(', ');
}
