import { startTestServer } from '../../tests/support/test-server';
import { runShort } from '../faults/run-short';
import type { Suite } from './suite';

/** Every fault of `npm run faults` with reduced counts, against the built app. */
export const shortFaults: Suite = {
  label: 'Faults, short form',
  run: async () => {
    const stop = await startTestServer();
    try {
      return await runShort();
    } finally {
      await stop();
    }
  },
};
