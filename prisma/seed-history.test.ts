import { expect, test } from 'vitest';
import { history } from './seed-history';

test('the demo customer never sells more than they bought', () => {
  const balances = new Map<string, number>();
  for (const { type, status, currency, amount } of history(new Date())) {
    if (status !== 'completed') continue;
    const balance = (balances.get(currency) ?? 0) + (type === 'buy' ? 1 : -1) * Number(amount);
    expect(balance).toBeGreaterThan(0);
    balances.set(currency, balance);
  }
});
