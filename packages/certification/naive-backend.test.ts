import { expect, test } from 'vitest';
import { runCertification } from './testing/run-certification';

const outcomes = async () => {
  const { verdict, results } = await runCertification('naive-backend.mjs');
  const idsOf = (outcome: string) =>
    results.filter((result) => result.outcome === outcome).map(({ id }) => id);
  return { verdict, failed: idsOf('failed'), notApplicable: idsOf('not_applicable') };
};

test('a backend that trusts webhooks fails exactly these checks', {
  timeout: 180_000,
}, async () => {
  expect(await outcomes()).toEqual({
    failed: [
      'mint.amount-digits',
      'mint.double-click',
      'mint.replay',
      'mint.client-ip',
      'session.documented-fields',
      'session.unknown-fields',
      'mint.provider-502-retried',
      'mint.amount-refused',
      'mint.sell-refused',
      'webhook.duplicates-have-one-effect',
      'webhook.unknown-transaction',
      'webhook.unknown-status',
      'webhook.before-mint-response',
      'webhook.forged-completed',
      'webhook.forged-failed',
      'webhook.forged-cancelled',
      'webhook.forged-processing',
      'webhook.forged-amount',
      'webhook.out-of-order',
      'webhook.stale',
      'webhook.malformed',
      'webhook.oversized',
      'webhook.wrong-secret',
      'status.retry',
      'status.id-is-encoded',
      'status.lost-webhook',
      'check.provider-500',
      'check.provider-502',
      'check.provider-401',
      'check.provider-slow',
      'check.provider-cut-off',
      'check.provider-garbage',
      'check.provider-redirect',
      'check.provider-429',
      'credit.final-amount',
      'credit.exact',
      'credit.sell',
      'restart.open-order',
      'restart.crash',
      'restart.credits-once',
      'webhook.replayed-after-restart',
    ],
    notApplicable: ['status.silent-socket', 'status.closes-socket'],
    verdict: 'failed',
  });
});
