import path from 'node:path';
import { defineConfig } from 'vitest/config';

// Far from any developer's time zone, so that a test fails if it depends on local time.
process.env.TZ = 'Pacific/Kiritimati';

const folders = '{app,components,faults,lib,packages,prisma,scripts,testing,tools}';
const integration = [`${folders}/**/*.integration.test.ts`];
const certification = ['packages/certification/**/*.test.ts'];

export default defineConfig({
  resolve: {
    alias: {
      '@': path.resolve('.'),
      // This package throws outside of server bundles, and tests are not bundled.
      'server-only': path.resolve('node_modules/server-only/empty.js'),
    },
  },
  test: {
    // Tests wait more than they compute, so none of the cores is left out.
    maxWorkers: '100%',
    // A busy machine may hold a test up for seconds.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${folders}/**/*.test.{ts,tsx}`],
          exclude: ['**/node_modules/**', ...integration, ...certification],
        },
      },
      {
        extends: true,
        test: {
          name: 'certification',
          include: certification,
          exclude: ['**/node_modules/**'],
          // They judge how fast a backend responds, so not too many share the machine.
          fileParallelism: false,
          maxConcurrency: 3,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: integration,
          exclude: ['**/node_modules/**'],
          globalSetup: 'testing/global-setup.ts',
          // next-auth imports next/server without a file extension, which Node.js does not resolve.
          server: { deps: { inline: ['next-auth'] } },
        },
      },
    ],
  },
});
