import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isFaultId } from '../faults/registry';
import { isScenario } from '../scenarios/compose';
import { settingsSchema } from '../settings';
import { mint } from '../testing/answers';
import { ORDER, read, type Simulation, simulate } from '../testing/running-simulator';
import { fidelityDocument } from './document';
import { DOCUMENTED_SESSION, DOCUMENTED_TRANSACTION } from './documented-examples';
import { LEDGER } from './ledger';

let simulation: Simulation;

beforeAll(async () => {
  simulation = await simulate();
});
afterAll(() => simulation.dispose());

const anything = z.record(z.string(), z.unknown());

/** The kind of each field's value: what an example promises beside its letters. */
function shapeOf(example: Record<string, unknown>): Record<string, string> {
  const kinds = Object.entries(example).map(([name, value]) => [
    name,
    Array.isArray(value) ? `list of ${typeof value[0]}` : typeof value,
  ]);
  return Object.fromEntries(kinds);
}

describe('the simulator beside the documented examples', () => {
  it('a session has every documented field, and the fixed ones with the documented value', async () => {
    const session = await read(await simulation.send('POST', '/widget/session', ORDER), anything);
    expect(shapeOf(session)).toMatchObject(shapeOf(DOCUMENTED_SESSION));
    const { merchant_transaction_id, widget_id, address, signature, init_token, ...fixed } =
      DOCUMENTED_SESSION;
    expect(session).toMatchObject(fixed);
    const varying = [merchant_transaction_id, widget_id, address, signature, init_token];
    expect(varying).toHaveLength(5);
    expect(Object.keys(session).filter((name) => !ledgerFields('session').includes(name))).toEqual(
      [],
    );
  });

  it('a transaction has the documented fields and no other', async () => {
    const { merchant_transaction_id: id, ...record } = DOCUMENTED_TRANSACTION;
    await simulation.send('PUT', `/control/api/transactions/${id}`, record);
    const answer = await read(await simulation.request(`/widget/transactions/${id}`), anything);
    const { created_at, updated_at, ...exact } = DOCUMENTED_TRANSACTION;
    expect(answer).toMatchObject(exact);
    expect(Object.keys(answer).sort()).toEqual(Object.keys(DOCUMENTED_TRANSACTION).sort());
    expect(ledgerFields('transaction').sort()).toEqual(Object.keys(answer).sort());
    const moments = [answer.created_at, answer.updated_at].map((text) => Date.parse(String(text)));
    expect(moments).toEqual([created_at, updated_at].map((text) => Date.parse(text)));
  });

  it('an error has the three documented fields, and the header', async () => {
    await mint(simulation);
    const response = await simulation.request('/widget/transactions/none');
    expect(Object.keys(await read(response, anything))).toEqual(['error', 'code', 'message']);
    expect(response.headers.get('x-request-id')).toBeTruthy();
  });
});

function ledgerFields(subject: string): string[] {
  const start = `field-${subject}-`;
  return LEDGER.filter(({ id }) => id.startsWith(start)).map(({ id }) => id.slice(start.length));
}

describe('the ledger', () => {
  it('has no entry twice', () => {
    expect(new Set(LEDGER.map(({ id }) => id)).size).toBe(LEDGER.length);
  });

  it('names only switches that exist', () => {
    const known: Record<string, (name: string) => boolean> = {
      setting: (name) => name in settingsSchema.shape,
      fault: isFaultId,
      scenario: isScenario,
    };
    for (const { switch: choice } of LEDGER) {
      if (choice === null) continue;
      const [kind = '', ...names] = choice.split(/,? /);
      for (const name of names) expect([name, known[kind]?.(name)]).toEqual([name, true]);
    }
  });

  it('FIDELITY.md is current', async () => {
    const path = new URL('../FIDELITY.md', import.meta.url);
    expect(await readFile(path, 'utf8')).toBe(fidelityDocument(LEDGER));
  });
});
