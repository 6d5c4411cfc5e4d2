/** @jsxImportSource hono/jsx */
import { possibleActions } from '../provider/actions';
import type { Transaction } from '../provider/transaction';
import {
  ActionForm,
  ReturnLink,
  Screen,
  SimulationPanel,
  type StepProps,
  Summary,
} from './components';

function cardText({ cardEnding }: Transaction): string {
  return cardEnding ? `card ending ${cardEnding}` : 'bank card';
}

export function ProcessingStep({ visit }: StepProps) {
  const { type, amount, currency, network, fiatAmount, fiatCurrency } = visit.transaction;
  const title = type === 'buy' ? 'Payment received' : 'Deposit received';
  const next =
    type === 'buy'
      ? `We are sending ${amount} ${currency} over ${network}.`
      : `We are sending ${fiatAmount} ${fiatCurrency} to your ${cardText(visit.transaction)}.`;
  return (
    <Screen visit={visit} title={title} announce={`${title}. ${next}`}>
      <p class="waiting">{next}</p>
    </Screen>
  );
}

export function CompletedStep({ visit }: StepProps) {
  const { type, cryptoAmount, currency, fiatAmount, fiatCurrency, address, redirectUrl } =
    visit.transaction;
  const title = type === 'buy' ? 'Purchase complete' : 'Sale complete';
  const crypto: [string, string] = [
    type === 'buy' ? 'Sent' : 'Sold',
    `${cryptoAmount} ${currency}`,
  ];
  const fiat: [string, string] = [
    type === 'buy' ? 'Paid' : 'Paid out',
    `${fiatAmount} ${fiatCurrency}, ${cardText(visit.transaction)}`,
  ];
  return (
    <Screen visit={visit} title={title} announce={title}>
      <svg class="tick" viewBox="0 0 48 48" aria-hidden="true">
        <circle cx="24" cy="24" r="22" />
        <path d="m14 25 7 7 14-15" />
      </svg>
      <Summary rows={type === 'buy' ? [crypto, ['To', address], fiat] : [crypto, fiat]} />
      <ReturnLink url={redirectUrl} />
    </Screen>
  );
}

const FAILURES = {
  payment_declined: 'Payment declined',
  deposit_window_passed: 'Deposit window closed',
  rejected: 'Order rejected',
} as const;

function failureText(transaction: Transaction): string {
  if (transaction.failure === 'payment_declined') {
    return `The bank declined the ${cardText(transaction)}. You were not charged.`;
  }
  if (transaction.lateDepositAt !== null) {
    return 'Your deposit arrived too late. It was credited to your Proof account and not sold.';
  }
  if (transaction.failure === 'deposit_window_passed') {
    return 'Your deposit didn’t arrive in time, so nothing was sold. Don’t send it now.';
  }
  return 'We couldn’t complete this order.';
}

export function FailedStep({ visit }: StepProps) {
  const { transaction, nowMs } = visit;
  const title = FAILURES[transaction.failure ?? 'rejected'];
  const possible = possibleActions(transaction, nowMs);
  const text = failureText(transaction);
  return (
    <Screen visit={visit} title={title} announce={`${title}. ${text}`}>
      <p class="alert">{text}</p>
      {possible.includes('retry') && (
        <ActionForm visit={visit} intent="retry-payment">
          <button type="submit">Try again</button>
        </ActionForm>
      )}
      <ReturnLink url={transaction.redirectUrl} secondary={possible.includes('retry')} />
      {possible.includes('deposit') && (
        <SimulationPanel title="Simulate a late deposit">
          <ActionForm visit={visit} intent="send-deposit">
            <button type="submit" class="secondary">
              Send the deposit late
            </button>
          </ActionForm>
        </SimulationPanel>
      )}
    </Screen>
  );
}

export function CancelledStep({ visit }: StepProps) {
  return (
    <Screen visit={visit} title="Order cancelled" announce="Order cancelled">
      <p>
        You were not charged. You can close this page, or go back to the partner and start again.
      </p>
      <ReturnLink url={visit.transaction.redirectUrl} />
    </Screen>
  );
}
