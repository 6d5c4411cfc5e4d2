import type { Page } from '@playwright/test';
import pg from 'pg';
import type { demoUsers } from '../../lib/demo-users';
import { Scope } from '../../tools/process/scope';
import { seedDatabase } from '../../tools/steps/seed';
import { test as base, expect } from '../support/fixtures';
import type { Stack } from '../support/stack';

/** One entry per state of a page. The pictures have its name. */
export type State = {
  name: string;
  /** Leads to the state and waits until the page shows it. */
  open: (page: Page, demo: Stack) => Promise<unknown>;
};

const SEED_TIMEOUT_MS = 30_000;

/** The stack of the browser tests with the demo's history. */
export const test = base.extend<object, { demo: Stack }>({
  demo: [
    async ({ stack }, use) => {
      await seed(stack);
      await use(stack);
    },
    { scope: 'worker', timeout: SEED_TIMEOUT_MS },
  ],
});

async function seed({ databaseUrl, simulatorUrl }: Stack): Promise<void> {
  const scope = new Scope('.data/screenshots/logs');
  const settings = { DEMO_MODE: 'true', DATABASE_URL: databaseUrl, PROOF_API_URL: simulatorUrl };
  await seedDatabase(scope, { ...process.env, ...settings }).finally(() => scope.close());
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const countDueEffects = async () =>
    (await client.query('SELECT 1 FROM side_effects WHERE done_at IS NULL')).rowCount;
  // The customer's balance is complete once every side effect has run.
  await expect.poll(countDueEffects).toBe(0);
  await client.end();
}

type DemoUserName = (typeof demoUsers)[number]['name'];

/** Signs in as a demo user, also if another one is signed in. */
export async function signInAs(page: Page, name: DemoUserName): Promise<void> {
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByRole('button', { name }).click();
  await expect(page).toHaveURL(/\/(buy|ops)$/);
}

export async function visit(page: Page, path: string, heading: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
}
