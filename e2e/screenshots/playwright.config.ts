import { defineConfig } from '@playwright/test';
import { browserArguments, findBrowser } from '../../tools/browser/find-browser';

export default defineConfig({
  testDir: '.',
  testMatch: 'screenshots.ts',
  outputDir: '../../test-results',
  globalSetup: '../support/global-setup.ts',
  // States are taken in the order of the list: later ones show the orders of earlier ones.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1280, height: 900 },
    locale: 'en-US',
    timezoneId: 'UTC',
    launchOptions: { executablePath: findBrowser(), args: browserArguments() },
  },
});
