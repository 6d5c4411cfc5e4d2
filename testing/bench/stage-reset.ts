import { controlAt } from '../simulator';

const RESETS = 5;

/** Seconds that a reset of app and simulator takes, as the stage does it. Both must be running. */
export async function timeStageResets(simulatorUrl: string): Promise<number[]> {
  const control = controlAt(simulatorUrl);
  const seconds: number[] = [];
  for (let i = 0; i < RESETS; i += 1) {
    const startMs = performance.now();
    const response = await control('/reset', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ partnerApp: true }),
    });
    if (!response.ok) throw new Error(`The reset returned ${response.status}.`);
    seconds.push((performance.now() - startMs) / 1000);
  }
  return seconds;
}
