// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { parseAsset } from '@/lib/assets';
import { AppError, toPublicError } from '@/lib/errors';
import type { mintSessionAction } from '@/lib/widget-sessions/actions';
import type { OpenableSession } from '@/lib/widget-sessions/schema';
import { exampleSession } from '../widget/example-session.fixture';
import { TicketForm } from './ticket-form';

type Mint = typeof mintSessionAction;

afterEach(cleanup);

const assets = ['TRC20:USDT', 'ERC20:USDT'].map(parseAsset);
const key = '0b8f1c1e-2f1e-4a53-9a43-6f3b1a7c5d10';
const onNewOrder = vi.fn();

function Ticket({ mint }: { mint: Mint }) {
  const [opened, setOpened] = useState<OpenableSession>();
  if (opened) return <p>Transaction {opened.transactionId}</p>;
  const form = { assets, mint, onNewOrder, onPlaced: setOpened };
  return <TicketForm type="buy" idempotencyKey={key} identity={null} {...form} />;
}

async function submit(amount: string, asset: string) {
  fireEvent.change(screen.getByLabelText('You buy'), { target: { value: amount } });
  fireEvent.change(screen.getByLabelText('Asset'), { target: { value: asset } });
  await act(async () => screen.getByRole('button', { name: 'Continue to payment' }).click());
}

function failing(...[code, detail, options]: ConstructorParameters<typeof AppError>) {
  const error = toPublicError(new AppError(code, detail, options), 'request-7');
  return vi.fn<Mint>(async () => ({ ok: false, error }));
}

test('an invalid amount is reported at its field, and the input is kept', async () => {
  render(
    <Ticket
      mint={failing('invalid_input', '', {
        fields: { amount: 'Enter an amount greater than zero.' },
      })}
    />,
  );
  await submit('0.00', 'ERC20:USDT');
  const amount = screen.getByLabelText('You buy');
  expect((await screen.findByText('Enter an amount greater than zero.')).id).toBe(
    amount.getAttribute('aria-describedby'),
  );
  expect(amount).toHaveProperty('value', '0.00');
  expect(document.activeElement).toBe(amount);
});

test('a refusal by Proof is shown as a sentence with the request id', async () => {
  render(<Ticket mint={failing('provider_busy', 'kafka is down')} />);
  await submit('100', 'TRC20:USDT');
  const notice = await screen.findByRole('alert');
  expect(notice.textContent).toContain('The payment provider is busy.');
  expect(notice.textContent).toContain('request-7');
  expect(notice.textContent).not.toContain('kafka');
});

test('when no response arrives, the form keeps its idempotency key for another try', async () => {
  const mint = vi
    .fn<Mint>()
    .mockRejectedValueOnce(new TypeError('Failed to fetch'))
    .mockResolvedValueOnce({
      ok: true,
      data: { transactionId: 'tx-1', session: exampleSession() },
    });
  render(<Ticket mint={mint} />);
  await submit('100', 'TRC20:USDT');
  expect(await screen.findByText(/We didn't get a response/)).toBeTruthy();
  await act(async () => screen.getByRole('button', { name: 'Continue to payment' }).click());
  expect(await screen.findByText('Transaction tx-1')).toBeTruthy();
  const order = { idempotencyKey: key, type: 'buy', asset: 'TRC20:USDT', amount: '100' };
  expect(mint.mock.calls).toEqual([[order], [order]]);
});

test('while an order is being placed, a second click does nothing', async () => {
  let answer: (result: Awaited<ReturnType<Mint>>) => void = () => {};
  const mint = vi.fn<Mint>(() => new Promise((resolve) => (answer = resolve)));
  render(<Ticket mint={mint} />);
  await submit('100', 'TRC20:USDT');
  const button = screen.getByRole('button', { name: 'Continue to payment' });
  expect(button).toHaveProperty('disabled', true);
  fireEvent.click(button);
  await act(async () =>
    answer({ ok: true, data: { transactionId: 'tx-1', session: exampleSession() } }),
  );
  expect(await screen.findByText('Transaction tx-1')).toBeTruthy();
  expect(mint).toHaveBeenCalledTimes(1);
});

test('a form whose idempotency key was used for another order offers a new one', async () => {
  render(<Ticket mint={failing('key_reused')} />);
  await submit('100', 'TRC20:USDT');
  fireEvent.click(await screen.findByRole('button', { name: 'Start a new order' }));
  expect(onNewOrder).toHaveBeenCalledTimes(1);
});
