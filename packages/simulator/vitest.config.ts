import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A far-off time zone, so that a local time in an assertion fails.
    env: { TZ: 'Pacific/Kiritimati' },
  },
});
