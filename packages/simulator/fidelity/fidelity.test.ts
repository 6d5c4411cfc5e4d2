import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { isFaultId } from '../injected-faults/injected-faults';
import { isScenario } from '../scenarios/compose';
import { settingsSchema } from '../settings';
import { createSession } from '../testing/partner';
import {
  ORDER,
  parseJson,
  startTestSimulator,
  type TestSimulator,
} from '../testing/test-simulator';
import { fidelityDocument } from './document';
import { LEDGER } from './ledger';

// The examples of Proof's documentation, unchanged.
const DOCUMENTED_SESSION = {
  merchant_transaction_id: '550e8400-e29b-41d4-a716-446655440000',
  widget_id: 'fb359d09-fff6-4b1f-906c-b9062b135065',
  address: 'TRx1a2b3c4d5e6f...',
  signature: 'v2:a1b2c3d4e5f6...',
  init_token: 'eyJhbGciOi...',
  init_token_type: 'sdk_partner_authorization',
  currency: 'USDT',
  network: 'TRC20',
  amount: '100',
  fix_currency: true,
  fix_network: ['TRC20'],
  fix_amount: true,
  fiat_currency: 'EUR',
  type: 'buy',
};
const DOCUMENTED_TRANSACTION = {
  merchant_transaction_id: '550e8400-e29b-41d4-a716-446655440000',
  partner_user_id: 'user-123',
  type: 'buy',
  status: 'completed',
  currency: 'USDT',
  network: 'TRC20',
  crypto_amount: '99.50',
  fiat_currency: 'EUR',
  fiat_amount: '100.00',
  created_at: '2026-04-01T10:00:00Z',
  updated_at: '2026-04-01T10:03:45Z',
};

const objectSchema = z.record(z.string(), z.unknown());

let simulator: TestSimulator;

beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.dispose());

function typesOf(example: Record<string, unknown>): Record<string, string> {
  const types = Object.entries(example).map(([name, value]) => [
    name,
    Array.isArray(value) ? `list of ${typeof value[0]}` : typeof value,
  ]);
  return Object.fromEntries(types);
}

function ledgerFields(message: string): string[] {
  const prefix = `field-${message}-`;
  return LEDGER.filter(({ id }) => id.startsWith(prefix)).map(({ id }) => id.slice(prefix.length));
}

test('a session has the fields of the documented example, and its fixed values', async () => {
  const response = await simulator.send('POST', '/widget/session', ORDER);
  const session = await parseJson(response, objectSchema);
  expect(typesOf(session)).toMatchObject(typesOf(DOCUMENTED_SESSION));
  const varying = ['merchant_transaction_id', 'widget_id', 'address', 'signature', 'init_token'];
  const fixed = Object.entries(DOCUMENTED_SESSION).filter(([name]) => !varying.includes(name));
  expect(session).toMatchObject(Object.fromEntries(fixed));
  const known = ledgerFields('session');
  expect(Object.keys(session).filter((name) => !known.includes(name))).toEqual([]);
});

test('a transaction has exactly the fields of the documented example', async () => {
  const { merchant_transaction_id: id, ...record } = DOCUMENTED_TRANSACTION;
  await simulator.send('PUT', `/control/api/transactions/${id}`, record);
  const response = await simulator.request(`/widget/transactions/${id}`);
  const transaction = await parseJson(response, objectSchema);
  const { created_at, updated_at, ...exact } = DOCUMENTED_TRANSACTION;
  expect(transaction).toMatchObject(exact);
  expect(Object.keys(transaction).sort()).toEqual(Object.keys(DOCUMENTED_TRANSACTION).sort());
  expect(ledgerFields('transaction').sort()).toEqual(Object.keys(transaction).sort());
  const times = [transaction.created_at, transaction.updated_at];
  expect(times.map((text) => Date.parse(String(text)))).toEqual(
    [created_at, updated_at].map((text) => Date.parse(text)),
  );
});

test('an error has the three documented fields and the request id', async () => {
  await createSession(simulator);
  const response = await simulator.request('/widget/transactions/none');
  const error = await parseJson(response, objectSchema);
  expect(Object.keys(error)).toEqual(['error', 'code', 'message']);
  expect(response.headers.get('x-request-id')).toBeTruthy();
});

test('the fidelity ledger has no entry twice', () => {
  expect(new Set(LEDGER.map(({ id }) => id)).size).toBe(LEDGER.length);
});

test('every switch in the fidelity ledger exists', () => {
  const exists: Record<string, (name: string) => boolean> = {
    setting: (name) => name in settingsSchema.shape,
    fault: isFaultId,
    scenario: isScenario,
  };
  for (const { switch: choice } of LEDGER) {
    if (choice === null) continue;
    const [kind = '', ...names] = choice.split(/,? /);
    for (const name of names) expect([name, exists[kind]?.(name)]).toEqual([name, true]);
  }
});

test('FIDELITY.md is up to date', async () => {
  await expect(fidelityDocument(LEDGER)).toMatchFileSnapshot('../FIDELITY.md');
});
