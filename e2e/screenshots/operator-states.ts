import type { Page } from '@playwright/test';
import { expect } from '../support/fixtures';
import { placeOrder } from '../support/journey';
import type { Stack } from '../support/stack';
import { type State, signInAs, visit } from './demo';

const outage = '/fault-presets/provider_outage';

/** The console, with a delivery that was rejected, and while Proof responds with errors. */
export const operatorStates: State[] = [
  {
    name: 'ops-deliveries',
    open: async (page, demo) => {
      await sendWrongSecret(page, demo);
      await openConsole(page, '/ops/deliveries', 'Webhook deliveries');
    },
  },
  { name: 'ops-calls', open: (page) => openConsole(page, '/ops/calls', 'Provider calls') },
  {
    name: 'ops-orders',
    open: (page) => openConsole(page, '/ops/transactions?type=sell', 'Orders'),
  },
  {
    name: 'ops-order',
    open: async (page) => {
      await openConsole(page, '/ops/transactions?status=completed', 'Orders');
      await page
        .getByRole('table')
        .getByRole('link', { name: /^(Buy|Sell) / })
        .first()
        .click();
      await expect(page.getByText('What happens next')).toBeVisible();
    },
  },
  {
    name: 'ops-delivery',
    open: async (page, demo) => {
      await sendWrongSecret(page, demo);
      await openConsole(page, '/ops/deliveries', 'Webhook deliveries');
      await page.getByRole('link', { name: 'view the delivery' }).first().click();
      await expect(page.getByRole('list', { name: 'Decision' })).toBeVisible();
    },
  },
  { name: 'ops-go-live', open: (page) => openConsole(page, '/ops/go-live', 'Go-live checklist') },
  { name: 'ops-doctor', open: (page) => openConsole(page, '/ops/doctor', 'Doctor') },
  { name: 'ops-audit', open: (page) => openConsole(page, '/ops/audit', 'Audit log') },
  {
    name: 'ops',
    open: (page, demo) => openDuringOutage(page, demo, '/ops', 'Operations'),
  },
  {
    name: 'ops-calls-failed',
    open: (page, demo) => openDuringOutage(page, demo, '/ops/calls?show=failed', 'Provider calls'),
  },
  {
    name: 'ops-attention',
    open: (page, demo) => openDuringOutage(page, demo, '/ops/attention', 'Needs attention'),
  },
];

async function sendWrongSecret(page: Page, demo: Stack): Promise<void> {
  const url = `${demo.appUrl}/api/webhooks/proof/a-guessed-secret`;
  expect((await page.request.post(url, { data: {} })).status()).toBe(404);
}

async function openConsole(page: Page, path: string, heading: string): Promise<void> {
  await signInAs(page, 'Omar Operator');
  await visit(page, path, heading);
}

async function openDuringOutage(
  page: Page,
  demo: Stack,
  path: string,
  heading: string,
): Promise<void> {
  await signInAs(page, 'Vera Verified');
  await placeOrder(page, 'sell', '75');
  await startOutage(demo);
  await openConsole(page, '/ops/attention', 'Needs attention');
  const table = page.getByRole('table', { name: 'Orders that need attention' });
  await expect(async () => {
    await page.reload();
    await expect(table).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await visit(page, path, heading);
}

/** Proof sends nothing and responds with errors until the end of the test. */
async function startOutage({ control }: Stack): Promise<void> {
  const response = await control(outage, { method: 'PUT' });
  expect(response.ok, await response.text()).toBe(true);
}

export async function endOutage({ control }: Stack): Promise<void> {
  await control(outage, { method: 'DELETE' });
}
