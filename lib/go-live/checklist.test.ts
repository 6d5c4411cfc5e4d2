import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Check, check, failed, passed } from '../doctor/check';
import { judgeChecklist } from './checklist';
import { type Facts, type ItemName, itemNames, itemTitles } from './item';

const settings = {
  PROOF_ASSETS: ['TRC20:USDT', 'ERC20:USDC'],
  PROOF_OFFRAMP_ENABLED: true,
  TRUSTED_PROXY_HOPS: 1,
};
const healthy = (['token', 'webhook', 'widgetScript', 'contentPolicy'] as const).map((name) =>
  check(name, passed('It works.')),
);
const nothing: Facts = { settings, checks: healthy, transactions: [], calls: [], deliveries: [] };

const order = (overrides: Partial<Facts['transactions'][number]>) => ({
  ...({
    id: 'order-1',
    userId: 'user-1',
    type: 'buy',
    network: 'TRC20',
    currency: 'USDT',
  } as const),
  ...({ status: 'completed', sessionOpenedAt: new Date(), nextCheckAt: null } as const),
  ...overrides,
});
const call = (overrides: Partial<Facts['calls'][number]>) => ({
  ...{ endpoint: 'POST /widget/session', httpStatus: 200, error: null, code: null },
  requestId: 'request-1',
  ...overrides,
});

function stateOf(facts: Partial<Facts>): Partial<Record<ItemName, string>> {
  const items = judgeChecklist({ ...nothing, ...facts });
  return Object.fromEntries(items.map(({ name, state }) => [name, state]));
}

test('docs/going-live.md has the same points, in the same order', () => {
  const guide = readFileSync('docs/going-live.md', 'utf8');
  const points = [...guide.matchAll(/^\| ☐ +\| (.+?) +\|/gm)].map(([, point]) => point);
  expect(points).toEqual(itemNames.map((name) => itemTitles[name]));
});

test('before the first order nothing that needs one is done, and each item says what comes next', () => {
  const items = judgeChecklist(nothing);
  expect(items.filter(({ state }) => state === 'done').map(({ name }) => name)).toEqual([
    'addresses',
  ]);
  for (const { name, state, next } of items)
    if (state !== 'done') expect([name, next]).toEqual([name, expect.any(String)]);
});

test('after trying everything, only what the data cannot say is left', () => {
  const transactions = [
    order({ id: 'o4' }),
    order({ id: 'o3', type: 'sell', network: 'ERC20', currency: 'USDC' }),
    order({ id: 'o2', status: 'failed', userId: 'user-2' }),
    order({ id: 'o1' }),
  ];
  const calls = [
    call({}),
    call({ httpStatus: 502, error: 'upstream_error', code: 'provider_error' }),
    call({ httpStatus: 400, error: 'wallet_not_supported', requestId: 'request-0' }),
  ];
  const deliveries = [
    { id: 'd2', outcome: 'duplicate', processingMs: 4 },
    { id: 'd1', outcome: 'reported', processingMs: 12 },
  ] as const;
  const states = stateOf({ transactions, calls, deliveries: [...deliveries] });
  const { verification, ...rest } = states;
  expect(verification).toBe('unknown');
  for (const [name, state] of Object.entries(rest)) expect([name, state]).toEqual([name, 'done']);
});

const broken = (name: Check['name']) => [
  ...healthy.filter((one) => one.name !== name),
  check(name, failed({ found: 'Broken.', why: '', fix: ['Mend it.'] })),
];

test.each([
  ['credentials', { checks: broken('token') }, 'missing'],
  ['addresses', { checks: broken('token'), calls: [call({ httpStatus: 403 })] }, 'missing'],
  ['bearer', { calls: [call({ httpStatus: 401, error: 'unauthorised' }), call({})] }, 'missing'],
  ['bearer', { calls: [call({}), call({ httpStatus: 401, error: 'unauthorised' })] }, 'done'],
  ['widget', { checks: broken('contentPolicy'), transactions: [order({})] }, 'missing'],
  ['widget', { transactions: [order({ sessionOpenedAt: null })] }, 'missing'],
  ['channel', { transactions: [order({ nextCheckAt: new Date() })] }, 'missing'],
  ['assets', { transactions: [order({})] }, 'missing'],
  ['outcomes', { transactions: [order({})] }, 'missing'],
  ['sell', { settings: { ...settings, PROOF_OFFRAMP_ENABLED: false } }, 'done'],
  ['webhook', { deliveries: [{ id: 'd', outcome: 'reported', processingMs: 2000 }] }, 'missing'],
  ['webhook', { deliveries: [{ id: 'd', outcome: 'reported', processingMs: 2 }] }, 'unknown'],
] satisfies [ItemName, Partial<Facts>, string][])('%s with %j is %s', (name, facts, state) => {
  expect(stateOf(facts)[name]).toBe(state);
});
