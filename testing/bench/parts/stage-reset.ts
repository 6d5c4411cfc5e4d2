import { startSimulator } from '../../../tools/simulator/start';
import { serveDemoReset } from '../../../tools/steps/demo-reset';
import { startApp } from '../../../tools/steps/start-app';
import { controlAt } from '../../simulator';
import { inTurn, timeOf } from '../measurement';
import type { Part } from '../part';

/** A reset of app and simulator together, as the stage does it, while an audience waits. */
export const measureStageReset: Part = async ({ scope, env }) => {
  const settings = { ...env, SIMULATOR_PARTNER_RESET_URL: await serveDemoReset(scope, env) };
  await startSimulator(scope, settings, 'log');
  await startApp(scope, settings, 'log');
  const control = controlAt(String(env.PROOF_API_URL));
  const reset = async () => {
    const response = await control('/reset', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ partnerApp: true }),
    });
    if (!response.ok) throw new Error(`The reset returned ${response.status}.`);
  };
  const { seconds } = await inTurn({ seconds: async () => (await timeOf(reset)) / 1_000 });
  return [{ name: 'reset of the stage', unit: 's', values: seconds, target: { atMost: 5 } }];
};
