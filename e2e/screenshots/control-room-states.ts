import { expect } from '../support/fixtures';
import type { State } from './demo';
import { buy } from './order-states';

const pages = ['scenarios', 'faults', 'settings', 'traffic', 'fidelity', 'state'];

/** The simulator's control room. Its first page shows the newest order. */
export const controlRoomStates: State[] = [
  {
    name: 'control-room',
    open: async (page, demo) => {
      await buy(page, demo, 'pay');
      await page.goto(`${demo.simulatorUrl}/control`);
      await expect(page.getByRole('heading', { name: 'Transaction', exact: true })).toBeVisible();
    },
  },
  ...pages.map(
    (name): State => ({
      name: `control-room-${name}`,
      open: async (page, { simulatorUrl }) => {
        await page.goto(`${simulatorUrl}/control/${name}`);
        await expect(page.getByRole('region', { name: 'Clock' })).toBeVisible();
      },
    }),
  ),
];
