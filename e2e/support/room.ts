import { createServer } from 'node:http';
import { test as base, expect } from '@playwright/test';
import { startSimulator, type TestSimulator } from '../../testing/simulator';

interface WorkerFixtures {
  simulator: TestSimulator;
}

/** The control room needs no app: each worker has a simulator, and a partner that takes webhooks. */
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
        // Slow enough that nothing settles by itself while a test looks at it.
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
