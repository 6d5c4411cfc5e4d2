import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The example for Testcontainers is a test of another runner.
    include: ['**/*.test.ts'],
    // A far-off time zone, so that a local time in an assertion fails.
    env: { TZ: 'Pacific/Kiritimati' },
    // A busy machine may hold a test up for seconds.
    testTimeout: 30_000,
  },
});
