import { test as base, expect } from '@playwright/test';
import type { Settings } from '../../testing/demo-environment';
import { type Stack, startStack } from './stack';

type WorkerFixtures = {
  /** Environment variables for the stack of one file: `test.use({ stackSettings: { … } })`. */
  stackSettings: Settings;
  stack: Stack;
};

const START_TIMEOUT_MS = 90_000;

/** Each worker has its own app, simulator and database, so journeys can run side by side. */
export const test = base.extend<object, WorkerFixtures>({
  stackSettings: [{}, { scope: 'worker', option: true }],
  stack: [
    async ({ stackSettings }, use, { workerIndex }) => {
      const stack = await startStack(`.data/e2e/${workerIndex}`, stackSettings);
      await use(stack);
      await stack.stop();
    },
    { scope: 'worker', timeout: START_TIMEOUT_MS },
  ],
  baseURL: async ({ stack }, use) => use(stack.appUrl),
});

export { expect };
