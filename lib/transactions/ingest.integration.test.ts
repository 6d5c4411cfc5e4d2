import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeHint, type KnownHints } from '../../testing/judge-hint';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { mintSession } from '../widget-sessions/mint';
import { type Hint, hintKey, ingestHint, REMEMBERED_HINTS } from './ingest';

const app = withPartnerApp();

const hints = fc.array(
  fc.record({
    source: fc.constantFrom('webhook', 'socket', 'widget'),
    status: fc.constantFrom('pending', 'processing', 'completed', 'paid'),
    second: fc.option(fc.integer({ min: 0, max: 20 })),
  }),
  { minLength: 1, maxLength: 60 },
);

test('the database judges every hint as the pure rule does, and no hint changes a status', async () => {
  const user = await app.addCustomer();
  await fc.assert(
    fc.asyncProperty(hints, async (sequence) => {
      const { transactionId, session } = await mintSession({
        user,
        order: order(),
        clientIp: undefined,
      });
      let known: KnownHints = { recentHints: [], newestProviderTime: null };
      for (const { source, status, second } of sequence) {
        const hint: Hint = {
          merchantTransactionId: session.merchant_transaction_id,
          source,
          status,
          providerTime: second === null ? null : new Date(Date.UTC(2026, 3, 1, 10, 0, second)),
          reason: 'generated',
          payload: {},
        };
        const expected = judgeHint(known, hint);
        expect(await ingestHint(hint)).toBe(expected);
        known = afterwards(known, hint, expected === 'duplicate');
      }
      const stored = await db().transaction.findUniqueOrThrow({ where: { id: transactionId } });
      expect(stored).toMatchObject({ status: 'pending', version: 0 });
    }),
    { numRuns: 25 },
  );
});

test('a hint for an unknown id is judged unknown_transaction', async () => {
  const outcome = await ingestHint({
    merchantTransactionId: 'nobody',
    source: 'socket',
    status: 'completed',
    providerTime: null,
    reason: 'generated',
    payload: {},
  });
  expect(outcome).toBe('unknown_transaction');
});

function afterwards(known: KnownHints, hint: Hint, duplicate: boolean): KnownHints {
  const { recentHints, newestProviderTime: newest } = known;
  const time = hint.providerTime;
  return {
    recentHints: duplicate
      ? recentHints
      : [hintKey(hint), ...recentHints].slice(0, REMEMBERED_HINTS),
    newestProviderTime: time && (!newest || time > newest) ? time : newest,
  };
}
