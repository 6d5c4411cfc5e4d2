import { existsSync } from 'node:fs';
import { CommandError } from '../process/command-error';
import { runToEnd } from '../process/run-to-end';
import { findBrowser } from './find-browser';

const DOWNLOAD_TIMEOUT_MS = 180_000;

/** Finds a Chromium or installs one: Playwright's, or else Debian's. */
export async function requireBrowser(): Promise<string> {
  const existing = findBrowser();
  if (existing) return existing;

  for (const install of [downloadWithPlaywright, installWithApt]) {
    await install();
    const installed = findBrowser();
    if (installed) return installed;
  }
  throw new CommandError(
    'No Chromium was found and none could be installed. Install Chromium or Chrome, and set ' +
      'CHROMIUM_PATH if it is not on your PATH.',
  );
}

async function downloadWithPlaywright(): Promise<void> {
  await runToEnd(
    process.execPath,
    ['node_modules/@playwright/test/cli.js', 'install', '--only-shell', 'chromium'],
    { timeout: DOWNLOAD_TIMEOUT_MS },
  );
}

async function installWithApt(): Promise<void> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runToEnd('apt-get', ['update'], { env });
  const packages = ['chromium', 'fonts-liberation'];
  await runToEnd('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
}
