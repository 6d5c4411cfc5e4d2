import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import autocannon from 'autocannon';
import { startSimulator } from '../../../tools/simulator/start';
import { inTurn, timeOf } from '../measurement';
import type { BenchContext, Part } from '../part';

/** In each round, so that 50,000 transactions are there in the end. */
const SESSIONS = 8_400;
const CONNECTIONS = 16;
const ORDER = {
  ...{ partner_user_id: 'user-1', user_email: 'user-1@example.com' },
  ...{ network: 'TRC20', currency: 'USDT', amount: '100' },
};

/** What the simulator can take from a test suite on one core, and a restart with all of it. */
export const measureSimulator: Part = async ({ scope, env }) => {
  const simulator = await startSimulator(scope, env, 'log');
  const { sessions } = await inTurn({ sessions: () => createSessions(env) });
  const megabytes = await residentMegabytes(simulator.pid);
  await simulator.stop();
  const restartMs = await timeOf(() => startSimulator(scope, env, 'log'));
  return [
    {
      name: 'simulator: sessions',
      unit: 'sessions/s',
      values: sessions,
      target: { atLeast: 1_000 },
    },
    {
      name: 'simulator: memory with 50,000 transactions',
      unit: 'MB',
      values: [megabytes],
      target: { atMost: 300 },
    },
    {
      name: 'simulator: restart with them, until ready',
      unit: 's',
      values: [restartMs / 1_000],
      target: { atMost: 3 },
    },
  ];
};

/** Per second. */
async function createSessions(env: BenchContext['env']): Promise<number> {
  const startMs = performance.now();
  const { errors, non2xx } = await autocannon({
    url: `${env.PROOF_API_URL}/widget/session`,
    amount: SESSIONS,
    method: 'POST',
    headers: {
      authorization: `Bearer ${env.PROOF_CLIENT_TOKEN}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(ORDER),
    connections: CONNECTIONS,
  });
  if (errors + non2xx > 0) throw new Error(`${errors + non2xx} sessions failed.`);
  return SESSIONS / ((performance.now() - startMs) / 1_000);
}

/** What the process keeps of the machine's memory. */
async function residentMegabytes(pid: number | undefined): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1_024;
}
