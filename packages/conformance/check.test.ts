import { describe, expect, it } from 'vitest';
import { checkConformance } from './check';
import { checkSimulator } from './testing/check-simulator';
import type { Deviation } from './testing/deviating-proxy';
import { withSimulator } from './testing/simulator-process';

const simulator = withSimulator();

const notesOf = async (rule: string, deviation: Deviation) => {
  const { findings } = await checkSimulator(simulator, deviation, {}, false);
  return findings.find((finding) => finding.rule === rule);
};

describe('checking an implementation', () => {
  it('everything is checked and nothing fails on the simulator, selling included', async () => {
    const { counts, findings } = await checkSimulator(simulator, {});
    expect(findings.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(counts.failed + counts['not checked']).toBe(0);
    expect(counts.passed + counts.observed).toBe(findings.length);
  }, 20_000);

  it('without a person, what needs a payment is not checked and nothing waits for it', async () => {
    const { counts, findings } = await checkSimulator(simulator, {}, { timeoutMs: 600_000 }, false);
    const skipped = findings.filter(({ outcome }) => outcome === 'not checked');
    expect(counts.failed).toBe(0);
    expect(skipped.every(({ rule }) => /^(buy|sell)\./.test(rule))).toBe(true);
    expect(skipped[0]?.notes).toEqual(['needs a person who pays in the widget']);
  }, 20_000);

  it('without --sell, no session to sell is ever asked for', async () => {
    const minted: unknown[] = [];
    const watching: Deviation = { answer: (_, { body }) => minted.push(body.type) };
    await checkSimulator(simulator, watching, { sell: false });
    expect(minted).toContain('buy');
    expect(minted).not.toContain('sell');
  }, 20_000);

  it('a payment that never comes is not checked, and held against nobody', async () => {
    const silent: Deviation = {
      answer(answer, { path }) {
        if (path.startsWith('/widget/transactions/')) answer.body.status &&= 'pending';
      },
    };
    const { counts, findings } = await checkSimulator(simulator, silent, { timeoutMs: 200 });
    expect(counts.failed).toBe(0);
    const progress = findings.find(({ rule }) => rule === 'buy.progress');
    expect(progress?.outcome).toBe('not checked');
    expect(progress?.notes[0]).toContain('did not end within 0.2 s');
  }, 20_000);

  it('an address where nobody answers is no finding but an error', async () => {
    const target = { apiUrl: 'http://127.0.0.1:1', token: 'x', webhookPort: null };
    const audience = { askToPay: null, onFinding: () => {}, onListening: () => {} };
    const options = { network: 'N', currency: 'C', amount: '1', sell: false };
    const times = { timeoutMs: 1, pollMs: 1, retryMs: 1, settleMs: 1, quietMs: 1 };
    await expect(checkConformance(target, { ...options, ...times }, audience)).rejects.toThrow(
      /got no answer/,
    );
  });
});

describe('what the contract does not state', () => {
  it('is told and never failed: a repeated transaction, another first identity status', async () => {
    const verified = await notesOf('kyc.new-user', {
      answer(answer, { path }) {
        if (path.endsWith('kyc-status')) answer.body.status &&= 'verified';
      },
    });
    expect(verified).toMatchObject({ outcome: 'observed', notes: ['the status is verified'] });
  }, 20_000);

  it('fields of a session that nobody documents are named', async () => {
    const finding = await notesOf('session.undocumented-fields', {
      answer(answer, { method }) {
        if (method === 'POST' && answer.status < 300) answer.body.flow_id = 'x';
      },
    });
    expect(finding).toMatchObject({ outcome: 'observed', notes: ['not in the contract: flow_id'] });
  }, 20_000);

  it('the spelling and the token type of the older edition are tolerated, and told', async () => {
    const spelling = await notesOf('errors.missing-token', {
      answer(answer) {
        if (answer.body.error === 'unauthorised') answer.body.error = 'unauthorized';
      },
    });
    expect(spelling?.outcome).toBe('passed');
    expect(spelling?.notes.join()).toContain('older edition');
    const tokenType = await notesOf('session.init-token-type', {
      answer(answer) {
        answer.body.init_token_type &&= 'sdk_customer_token';
      },
    });
    expect(tokenType).toMatchObject({ outcome: 'passed' });
  }, 20_000);
});
