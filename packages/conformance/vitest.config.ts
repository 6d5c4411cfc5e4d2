import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Far from any developer's time zone, so that a test fails if it depends on local time.
    env: { TZ: 'Pacific/Kiritimati' },
    // Checks mostly wait for the simulator.
    maxConcurrency: 10,
    // The names of deviations are part of test names, and are not cut off.
    chaiConfig: { truncateThreshold: 0 },
  },
});
