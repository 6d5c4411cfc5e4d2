// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, test, vi } from 'vitest';
import { parseAsset } from '@/lib/assets';
import { AppError, toPublicError } from '@/lib/errors';
import type { mintSessionAction } from '@/lib/widget-sessions/actions';
import type { OpenableSession } from '@/lib/widget-sessions/schema';
import { exampleSession } from '../widget/example-session.fixture';
import { TicketForm, type TicketFormProps } from './ticket-form';

type Mint = typeof mintSessionAction;

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const assets = ['TRC20:USDT', 'ERC20:USDT'].map(parseAsset);
const key = '0b8f1c1e-2f1e-4a53-9a43-6f3b1a7c5d10';
const onNewOrder = vi.fn();
const blank = {
  ...{ initial: { asset: 'TRC20:USDT', amount: null }, previousId: null },
  ...{ locale: 'en', notice: null },
};

type TicketProps = Partial<Pick<TicketFormProps, 'initial' | 'previousId'>> & { mint: Mint };

function Ticket({ mint, ...prefill }: TicketProps) {
  const [opened, setOpened] = useState<OpenableSession>();
  if (opened) return <p>Transaction {opened.transactionId}</p>;
  const form = { assets, mint, onNewOrder, onPlaced: setOpened, ...blank, ...prefill };
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
  expect(button.getAttribute('aria-disabled')).toBe('true');
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

function useLanguage(language: string) {
  vi.spyOn(navigator, 'language', 'get').mockReturnValue(language);
}

function typeAmount(amount: string) {
  fireEvent.change(screen.getByLabelText('You buy'), { target: { value: amount } });
}

function hint(): string {
  const id = screen.getByLabelText('You buy').getAttribute('aria-describedby') ?? '';
  return document.getElementById(id)?.textContent ?? '';
}

/** Locales use no-break spaces. */
const plainSpaces = (text: string) => text.replace(/\s/g, ' ');

test('the field says how many decimal places the asset has', () => {
  render(<Ticket mint={failing('internal')} />);
  expect(hint()).toBe('Up to 6 decimal places.');
});

test.each([
  ['en', '1,234.56', '1,234.56 USDT', '1234.56'],
  ['en', '1.234', '1.2340 USDT', '1.234'],
  ['de-DE', '1.234', '1.234,00 USDT', '1234'],
  ['fr-FR', '1 234,5', '1 234,50 USDT', '1234.5'],
  ['en', '.5', '0.50 USDT', '0.5'],
])('%s: while %j is typed, the field shows %j, and exactly that is ordered', async (...row) => {
  const [language, typed, shown, ordered] = row;
  useLanguage(language);
  const mint = failing('internal');
  render(<Ticket mint={mint} />);
  typeAmount(typed);
  expect(plainSpaces(hint())).toBe(shown);
  await act(async () => screen.getByRole('button', { name: 'Continue to payment' }).click());
  expect(mint.mock.calls[0]?.[0].amount).toBe(ordered);
});

test('an amount that could be two is refused at the field, and nothing is sent', async () => {
  useLanguage('fr-FR');
  const mint = failing('internal');
  render(<Ticket mint={mint} />);
  await submit('1.234', 'TRC20:USDT');
  expect(screen.getByRole('alert').textContent).toContain('two different amounts');
  expect(mint).not.toHaveBeenCalled();
  typeAmount('1234');
  expect(plainSpaces(hint())).toBe('1 234,00 USDT');
  expect(screen.getByLabelText('You buy').getAttribute('aria-invalid')).toBeNull();
});

test('a quick amount fills the field and is ordered', async () => {
  const mint = failing('internal');
  render(<Ticket mint={mint} />);
  fireEvent.click(screen.getByRole('button', { name: '250' }));
  expect(screen.getByLabelText('You buy')).toHaveProperty('value', '250');
  expect(hint()).toBe('250.00 USDT');
  await act(async () => screen.getByRole('button', { name: 'Continue to payment' }).click());
  expect(mint.mock.calls[0]?.[0].amount).toBe('250');
});

test('a prefilled order is ordered as shown, and names the order that it starts again', async () => {
  useLanguage('de-DE');
  const mint = failing('internal');
  const previousId = '0192d3a0-0000-7000-8000-000000000001';
  const initial = { asset: 'ERC20:USDT', amount: '1234.567' };
  render(<Ticket mint={mint} {...{ initial, previousId }} />);
  expect(screen.getByLabelText('You buy')).toHaveProperty('value', '1234,5670');
  expect(hint()).toBe('1.234,5670 USDT');
  await act(async () => screen.getByRole('button', { name: 'Continue to payment' }).click());
  expect(mint).toHaveBeenCalledWith({
    ...{ idempotencyKey: key, type: 'buy', asset: 'ERC20:USDT' },
    ...{ amount: '1234.567', previousId },
  });
});

test('what was typed before the page was hydrated is kept, shown and ordered', async () => {
  const mint = failing('internal');
  const container = document.createElement('div');
  document.body.append(container);
  container.innerHTML = renderToString(<Ticket mint={mint} />);
  const field = container.querySelector('input');
  if (field) field.value = '12.5';
  render(<Ticket mint={mint} />, { container, hydrate: true });
  expect(screen.getByLabelText('You buy')).toHaveProperty('value', '12.5');
  expect(hint()).toBe('12.50 USDT');
});

test("in the browser, its own language replaces the request's without a mismatch", async () => {
  useLanguage('de-DE');
  const onRecoverableError = vi.fn();
  const container = document.createElement('div');
  document.body.append(container);
  const form = (
    <Ticket mint={failing('internal')} initial={{ ...blank.initial, amount: '1.234' }} />
  );
  container.innerHTML = renderToString(form);
  expect(container.querySelector('input')?.value).toBe('1.2340');
  render(form, { container, hydrate: true, onRecoverableError });
  expect(hint()).toBe('1,2340 USDT');
  expect(onRecoverableError).not.toHaveBeenCalled();
});
