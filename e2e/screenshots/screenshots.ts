import { demoUsers } from '../../lib/demo-users';
import { controlRoomStates } from './control-room-states';
import { customerStates } from './customer-states';
import { test } from './demo';
import { endOutage, operatorStates } from './operator-states';
import { orderStates } from './order-states';
import { recordSell } from './sell-animation';
import { stageState } from './stage-state';
import { takeScreenshots } from './take-screenshots';

test.use({
  stackSettings: {
    SIMULATOR_DEMO_USERS: JSON.stringify(demoUsers),
    // The same ids and addresses in every run.
    SIMULATOR_SEED: 'screenshots',
    // Nothing settles by itself, so each state stays until its pictures are taken.
    SIMULATOR_STEP_SECONDS: '600',
  },
});

test.afterEach(({ demo }) => endOutage(demo));

test('sell-animation', ({ page, demo }) => recordSell(page, demo));

for (const { name, open } of [
  ...customerStates,
  ...orderStates,
  ...operatorStates,
  ...controlRoomStates,
  stageState,
]) {
  test(name, async ({ page, demo }) => {
    await open(page, demo);
    await takeScreenshots(page, name);
  });
}
