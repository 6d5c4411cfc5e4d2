import { checkConformance } from '../check';
import { payByControl } from '../pay-by-control';
import type { Report } from '../report';
import type { CheckOptions } from '../setup';
import { type Deviation, startApiProxy, startWebhookProxy } from './proxy';
import { type SimulatorProcess, TOKEN } from './simulator-process';

const options: CheckOptions = {
  network: 'TRC20',
  currency: 'USDT',
  amount: '100',
  sell: true,
  skip: [],
  timeoutMs: 15_000,
  pollMs: 10,
  retryMs: 50,
  settleMs: 2_000,
  lagMs: 0,
  quietMs: 50,
};

/** Checks a simulator through a deviating proxy, and pays through its control API. */
export async function checkSimulator(
  simulator: SimulatorProcess,
  deviation: Deviation,
  changes: Partial<CheckOptions> = {},
  isPaid = true,
): Promise<Report> {
  let webhookPort = 0;
  const hooks = await startWebhookProxy(() => `http://127.0.0.1:${webhookPort}/`, deviation);
  const onSession = (id: string) => simulator.routeWebhooks(id, hooks.url);
  const proxy = await startApiProxy(simulator.url, deviation, onSession);
  const pay = payByControl(`${simulator.url}/control/api`, null);
  const target = { apiUrl: proxy.url, token: TOKEN, webhookPort: 0 };
  const callbacks = {
    askToPay: isPaid ? pay : null,
    onRuleChecked: () => {},
    onListening: (port: number) => {
      webhookPort = port;
    },
  };
  try {
    return await checkConformance(target, { ...options, ...changes }, callbacks);
  } finally {
    await proxy.close();
    await hooks.close();
  }
}
