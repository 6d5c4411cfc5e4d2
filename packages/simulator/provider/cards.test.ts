import { expect, test } from 'vitest';
import { cardErrors, chargeCard } from './cards';

const card = { number: '4444 4444 4444 3333', expiry: '12/34', cvv: '123', name: 'Alex' };
const now = Date.UTC(2026, 5, 15);

test.each([
  ['4444 4444 4444 3333', '123', 'pay'],
  ['5555 4444 3333 1111', '123', 'pay'],
  ['5555 4444 3333 1111', '555', 'decline'],
  ['4242 4242 4242 4242', '123', 'decline'],
] as const)('the test card %s with CVV %s leads to %s', (number, cvv, action) => {
  expect(cardErrors({ ...card, number, cvv }, 'buy', now)).toEqual({});
  expect(chargeCard({ ...card, number, cvv })).toBe(action);
});

test('each invalid card field is named', () => {
  const wrong = { number: '4242 4242 4242 4241', expiry: '05/26', cvv: '1', name: ' ' };
  expect(Object.keys(cardErrors(wrong, 'buy', now))).toEqual(['number', 'expiry', 'cvv', 'name']);
});

test('a card is valid in the month it expires', () => {
  expect(cardErrors({ ...card, expiry: '06/26' }, 'buy', now)).toEqual({});
});

test('a payout needs no CVV and is possible only to test cards', () => {
  expect(cardErrors({ ...card, cvv: '' }, 'sell', now)).toEqual({});
  expect(cardErrors({ ...card, number: '4242424242424242' }, 'sell', now)).toHaveProperty('number');
});
