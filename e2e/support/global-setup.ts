import { startTestServer } from '../../testing/test-server';
import { requireRelease } from '../../tools/steps/release';

/** Journeys run against the built app. The test server runs until the last one has ended. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  requireRelease();
  return startTestServer();
}
