import { expect, test } from 'vitest';
import { checkConformance } from './check';
import { checkSimulator } from './testing/check-simulator';
import type { Deviation } from './testing/proxy';
import { withSimulator } from './testing/simulator-process';

const TIMEOUT_MS = 60_000;

const simulator = withSimulator();

async function checkedRule(id: string, deviation: Deviation) {
  const { rules } = await checkSimulator(simulator, deviation, {}, false);
  return rules.find(({ rule }) => rule === id);
}

test(
  'the simulator breaks no rule and no rule is skipped, including those about selling',
  async () => {
    const { counts, rules } = await checkSimulator(simulator, {});
    expect(rules.filter(({ result }) => result === 'failed')).toEqual([]);
    expect(counts.failed + counts.skipped).toBe(0);
    expect(counts.passed + counts.observed).toBe(rules.length);
  },
  TIMEOUT_MS,
);

test(
  'without a person, rules that need a payment are skipped without waiting',
  async () => {
    const { counts, rules } = await checkSimulator(simulator, {}, { timeoutMs: 600_000 }, false);
    const skipped = rules.filter(({ result }) => result === 'skipped');
    expect(counts.failed).toBe(0);
    expect(skipped.every(({ rule }) => /^(buy|sell)\./.test(rule))).toBe(true);
    expect(skipped[0]?.notes).toEqual(['needs somebody to pay for the order']);
  },
  TIMEOUT_MS,
);

test(
  'without --sell, no sell session is requested',
  async () => {
    const types: unknown[] = [];
    const recordTypes: Deviation = { response: (_, { body }) => types.push(body.type) };
    await checkSimulator(simulator, recordTypes, { sell: false });
    expect(types).toContain('buy');
    expect(types).not.toContain('sell');
  },
  TIMEOUT_MS,
);

const alwaysPending: Deviation = {
  response({ body }, { path }) {
    if (path.startsWith('/widget/transactions/')) body.status &&= 'pending';
  },
};

test(
  'if nobody pays, the rules that need a payment are skipped, and the run is incomplete',
  async () => {
    const nobodyPays = { ...alwaysPending, message: () => null, webhook: () => null };
    const report = await checkSimulator(simulator, nobodyPays, { timeoutMs: 200 });
    expect(report.counts.failed).toBe(0);
    const progress = report.rules.find(({ rule }) => rule === 'buy.progress');
    expect(progress?.result).toBe('skipped');
    expect(progress?.notes[0]).toContain('did not end within 0.2 s');
    expect(report.conclusion).toBe('incomplete');
  },
  TIMEOUT_MS,
);

test(
  'an order that ends in other channels but never in GET fails a rule',
  async () => {
    const options = { timeoutMs: 3_000, sell: false };
    const { rules } = await checkSimulator(simulator, alwaysPending, options);
    const failed = rules.filter(({ result }) => result === 'failed');
    expect(failed.map(({ rule }) => rule)).toEqual(['buy.authority']);
    expect(failed[0]?.notes[0]).toContain('but completed was reported');
  },
  TIMEOUT_MS,
);

test('a URL that does not respond is an error, not a result', async () => {
  const target = { apiUrl: 'http://127.0.0.1:1', token: 'x', webhookPort: null };
  const callbacks = { askToPay: null, onRuleChecked: () => {}, onListening: () => {} };
  const options = { network: 'N', currency: 'C', amount: '1', sell: false, skip: [] };
  const times = { timeoutMs: 1, pollMs: 1, retryMs: 1, settleMs: 1, lagMs: 1, quietMs: 1 };
  await expect(checkConformance(target, { ...options, ...times }, callbacks)).rejects.toThrow(
    /got no response/,
  );
});

test(
  'a broken inferred rule is observed, not failed',
  async () => {
    const verified = await checkedRule('kyc.new-user', {
      response({ body }, { path }) {
        if (path.endsWith('kyc-status')) body.status &&= 'verified';
      },
    });
    expect(verified).toMatchObject({ result: 'observed', notes: ['the status is verified'] });
  },
  TIMEOUT_MS,
);

test(
  'undocumented fields of a session are listed',
  async () => {
    const rule = await checkedRule('session.undocumented-fields', {
      response({ status, body }, { method }) {
        if (method === 'POST' && status < 300) body.flow_id = 'x';
      },
    });
    expect(rule).toMatchObject({ result: 'observed', notes: ['not in the contract: flow_id'] });
  },
  TIMEOUT_MS,
);

test(
  'the spelling and the token type of the older edition pass with a note',
  async () => {
    const spelling = await checkedRule('errors.missing-token', {
      response({ body }) {
        if (body.error === 'unauthorised') body.error = 'unauthorized';
      },
    });
    expect(spelling?.result).toBe('passed');
    expect(spelling?.notes.join()).toContain('older edition');
    const tokenType = await checkedRule('session.init-token-type', {
      response({ body }) {
        body.init_token_type &&= 'sdk_customer_token';
      },
    });
    expect(tokenType).toMatchObject({ result: 'passed' });
  },
  TIMEOUT_MS,
);

test.each([
  ['none arrives', { webhook: () => null }],
  [
    'all are about unknown transactions',
    {
      webhook: (_: Headers, body: Record<string, unknown>) =>
        Object.assign(body, { merchant_transaction_id: 'unknown' }),
    },
  ],
])(
  'a run that listens for webhooks is no success if %s',
  async (_, deviation) => {
    const report = await checkSimulator(simulator, deviation, { sell: false });
    expect(report.conclusion).toBe('differs');
    const rule = report.rules.find(({ rule: id }) => id === 'buy.webhook-arrives');
    expect(rule).toMatchObject({ result: 'failed' });
    expect(rule?.notes.join()).toContain('is the URL of this port registered');
  },
  TIMEOUT_MS,
);

test(
  'a run that listens for webhooks is no success if nobody pays',
  async () => {
    const report = await checkSimulator(simulator, {}, {}, false);
    expect(report.conclusion).toBe('incomplete');
  },
  TIMEOUT_MS,
);

test(
  'a change is read as soon as another channel reports it, whatever the poll interval',
  async () => {
    const { rules } = await checkSimulator(simulator, {}, { pollMs: 600_000, sell: false });
    const progress = rules.find(({ rule }) => rule === 'buy.progress');
    expect(progress?.notes).toEqual(['saw pending → processing → completed']);
  },
  TIMEOUT_MS,
);
