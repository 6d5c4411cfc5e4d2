import { createServer } from 'node:http';
import { test as base, expect } from '@playwright/test';
import type { Settings } from '../../testing/demo-environment';
import { startSimulator, type TestSimulator } from '../../testing/simulator';

export const nora = { id: 'user-nora', name: 'Nora New', email: 'nora.new@example.com' };
export const vera = { id: 'user-vera', name: 'Vera Verified', email: 'vera@example.com' };

/** A simulator beside a partner app, which has a page at every URL and records the other requests. */
export type Stage = {
  simulator: TestSimulator;
  partnerUrl: string;
  requests: string[];
  /** Sets the response to webhooks and resets. */
  respondWith: (status: number) => void;
};

type WorkerFixtures = { simulator: TestSimulator; stage: Stage };

async function startStage(use: (stage: Stage) => Promise<void>, settings: Settings = {}) {
  const requests: string[] = [];
  let status = 204;
  const partner = createServer((request, response) => {
    const isPage = request.method === 'GET';
    if (!isPage) requests.push(`${request.method} ${request.url}`);
    response.writeHead(isPage ? 200 : status).end();
  });
  await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve));
  const address = partner.address();
  const partnerUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const simulator = await startSimulator({
    SIMULATOR_WEBHOOK_URL: `${partnerUrl}/`,
    // Long enough that nothing settles during a test.
    SIMULATOR_STEP_SECONDS: '600',
    SIMULATOR_PARTNER_URL: partnerUrl,
    SIMULATOR_PARTNER_RESET_URL: `${partnerUrl}/reset-demo`,
    SIMULATOR_DEMO_USERS: JSON.stringify([nora, vera]),
    ...settings,
  });
  const respondWith = (next: number) => {
    status = next;
  };
  await use({ simulator, partnerUrl, requests, respondWith });
  await simulator.stop();
  partner.close();
  partner.closeAllConnections();
}

/** Each worker starts what its tests use. The control room does not need the app. */
export const test = base.extend<object, WorkerFixtures>({
  simulator: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
    ({}, use) => startStage(({ simulator }) => use(simulator), { SIMULATOR_PARTNER_URL: '' }),
    { scope: 'worker' },
  ],
  stage: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
    ({}, use) => startStage(use),
    { scope: 'worker' },
  ],
});

export { expect };
