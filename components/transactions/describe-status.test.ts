import { expect, test } from 'vitest';
import type { TransactionStatus, TransactionType } from '@/lib/generated/prisma/enums';
import { sampleTransaction } from '../live/sample-delta';
import { describeStatus } from './describe-status';

const types: TransactionType[] = ['buy', 'sell'];
const statuses: TransactionStatus[] = ['pending', 'processing', 'completed', 'failed', 'cancelled'];
const cases = types.flatMap((type) => statuses.map((status) => [type, status] as const));

test.each(cases)('a %s that is %s has a sentence of its own for its owner', (type, status) => {
  const sentence = describeStatus({ ...sampleTransaction, type, status });
  expect(sentence).toMatch(/^[A-Z0-9].*[.]$/);
  const others = cases.filter(([t, s]) => t !== type || s !== status);
  expect(
    others.map(([t, s]) => describeStatus({ ...sampleTransaction, type: t, status: s })),
  ).not.toContain(sentence);
});

test('a sell that waits for its deposit says how much to send on which network', () => {
  const sentence = describeStatus({ ...sampleTransaction, depositAddress: 'TQn9' });
  expect(sentence).toContain('exactly 50 USDT on Tron');
});

test('the final amounts are named once Proof knows them', () => {
  const completed = {
    ...sampleTransaction,
    status: 'completed',
    fiatAmount: '46.20',
    fiatCurrency: 'EUR',
  } as const;
  expect(describeStatus(completed)).toMatch(/^46\.20 EUR was sent to your card\./);
});
