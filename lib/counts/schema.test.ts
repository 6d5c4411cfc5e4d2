import { expect, test } from 'vitest';
import { overviewUrl, readOverviewQuery } from './schema';

test('the period and the type come from the URL', () => {
  expect(readOverviewQuery({})).toEqual({ filter: { period: '7' }, unreadable: [] });
  const filter = { period: '90', type: 'sell' } as const;
  expect(readOverviewQuery(filter)).toEqual({ filter, unreadable: [] });
});

test('what cannot be read is dropped and named, and the rest stays', () => {
  expect(readOverviewQuery({ period: 'century', type: 'buy' })).toEqual({
    filter: { period: '7', type: 'buy' },
    unreadable: ['period'],
  });
  expect(readOverviewQuery({ period: 'today', type: ['buy', 'sell'] })).toEqual({
    filter: { period: 'today' },
    unreadable: ['type'],
  });
});

test('the URL of a filter leads back to it', () => {
  for (const filter of [{ period: '7' }, { period: '30', type: 'buy' }] as const) {
    const { searchParams } = new URL(overviewUrl(filter), 'https://partner.example');
    expect(readOverviewQuery(Object.fromEntries(searchParams)).filter).toEqual(filter);
  }
});
