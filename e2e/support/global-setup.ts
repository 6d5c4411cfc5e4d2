import { existsSync } from 'node:fs';
import { startTestServer } from '../../testing/test-server';

/** Journeys run against the built app. The test server runs until the last one has ended. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (!existsSync('.next/BUILD_ID'))
    throw new Error('There is no build to test. Run `npm run build` first.');
  return startTestServer();
}
