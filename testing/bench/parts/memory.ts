import autocannon from 'autocannon';
import { startApp } from '../../../tools/steps/start-app';
import { memoryReportSettings, readLiveMemory } from '../../live-memory';
import type { Part } from '../part';
import { addReportedTransactions, nextWebhook } from './webhooks';

const WARM_UP = 2_000;
const WEBHOOKS = 100_000;
const CONNECTIONS = 16;
const MEMORY_FILE = '.data/bench/memory.json';
const MB = 1024 ** 2;

/** Whether a process keeps anything of the webhooks that it received. */
export const measureMemory: Part = async ({ scope, env }) => {
  await addReportedTransactions();
  const settings = { ...env, ...memoryReportSettings(MEMORY_FILE), RECONCILER: 'off' };
  await startApp(scope, settings, 'log');
  const url = `http://127.0.0.1:${env.PORT}/api/webhooks/proof/${env.PROOF_WEBHOOK_SECRET}`;
  await send(url, WARM_UP);
  const before = await readLiveMemory(MEMORY_FILE);
  await send(url, WEBHOOKS);
  const after = await readLiveMemory(MEMORY_FILE);
  return [
    {
      name: `live memory after ${WEBHOOKS.toLocaleString('en')} webhooks`,
      unit: 'MB',
      values: [after / MB],
      comparedWith: { name: 'before', values: [before / MB] },
      target: { atMost: 1.1 },
    },
  ];
};

async function send(url: string, amount: number): Promise<void> {
  const { errors, non2xx } = await autocannon({
    url,
    amount,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    connections: CONNECTIONS,
    requests: [{ setupRequest: (request) => ({ ...request, body: nextWebhook() }) }],
  });
  if (errors + non2xx > 0) throw new Error(`${errors + non2xx} webhooks failed.`);
}
