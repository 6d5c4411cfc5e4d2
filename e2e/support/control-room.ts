import { createServer } from 'node:http';
import { test as base, expect } from '@playwright/test';
import { startSimulator, type TestSimulator } from '../../testing/simulator';

type WorkerFixtures = { simulator: TestSimulator };

/** Each worker has a simulator and a webhook receiver. The control room does not need the app. */
export const test = base.extend<object, WorkerFixtures>({
  simulator: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
    async ({}, use) => {
      const partner = createServer((_, response) => response.writeHead(204).end());
      await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve));
      const address = partner.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const simulator = await startSimulator({
        SIMULATOR_WEBHOOK_URL: `http://127.0.0.1:${port}/`,
        // Long enough that nothing settles during a test.
        SIMULATOR_STEP_SECONDS: '600',
      });
      await use(simulator);
      await simulator.stop();
      partner.close();
      partner.closeAllConnections();
    },
    { scope: 'worker' },
  ],
});

export { expect };
