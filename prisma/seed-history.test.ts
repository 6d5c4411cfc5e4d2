import { expect, test } from 'vitest';
import { eventsOf, history } from './seed-history';

test('the demo customer never sells more than they bought', () => {
  const balances = new Map<string, number>();
  for (const { type, status, currency, amount } of history(new Date())) {
    if (status !== 'completed') continue;
    const balance = (balances.get(currency) ?? 0) + (type === 'buy' ? 1 : -1) * Number(amount);
    expect(balance).toBeGreaterThan(0);
    balances.set(currency, balance);
  }
});

test('the history is a month, oldest first, of both directions and every end, and is over by now', () => {
  const now = new Date('2026-03-01T00:05:00Z');
  const past = history(now);
  const times = past.map(({ createdAt }) => createdAt.getTime());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(now.getTime() - (times[0] ?? 0)).toBeGreaterThan(30 * 24 * 3_600_000);
  for (const { updatedAt } of past) expect(updatedAt < now).toBe(true);
  const ends = new Set(past.map(({ type, status }) => `${type} ${status}`));
  expect(ends.size).toBe(6);
});

test('a change without a webhook is in the timeline as a fact alone', () => {
  for (const past of history(new Date())) {
    const hints = eventsOf(past).filter(({ kind }) => kind === 'hint');
    const facts = eventsOf(past).filter(({ kind }) => kind === 'fact');
    expect(facts.at(-1)).toMatchObject({ status: past.status, providerTime: past.updatedAt });
    expect(hints.map(({ status }) => status)).toEqual(
      past.webhookArrived ? facts.map(({ status }) => status) : [],
    );
  }
});
