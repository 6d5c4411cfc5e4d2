import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Far from any developer's time zone, so that a test fails if it depends on local time.
    env: { TZ: 'Pacific/Kiritimati' },
  },
});
