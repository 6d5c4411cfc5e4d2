import path from 'node:path';
import { defineConfig } from 'vitest/config';

// Far from every developer's own zone and across the date line, so that a local time shows itself.
process.env.TZ = 'Pacific/Kiritimati';

const integration = ['**/*.integration.test.ts'];

export default defineConfig({
  resolve: {
    alias: {
      '@': path.resolve('.'),
      // Next.js forbids server modules in the browser with this package; tests are neither.
      'server-only': path.resolve('node_modules/server-only/empty.js'),
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{app,components,faults,lib,packages,prisma,scripts,testing,tools}/**/*.test.{ts,tsx}',
          ],
          exclude: ['**/node_modules/**', ...integration],
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
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
