import { checkConformance } from '../check';
import type { Report } from '../report';
import type { AskToPay, CheckOptions } from '../setup';
import { type Deviation, startApiProxy, startWebhookProxy } from './proxy';
import { type SimulatorProcess, TOKEN } from './simulator-process';

const options: CheckOptions = {
  network: 'TRC20',
  currency: 'USDT',
  amount: '100',
  sell: true,
  timeoutMs: 15_000,
  pollMs: 10,
  retryMs: 50,
  settleMs: 2_000,
  lagMs: 0,
  quietMs: 50,
};

/** Checks a simulator through a deviating proxy. The control API stands in for the person. */
export async function checkSimulator(
  simulator: SimulatorProcess,
  deviation: Deviation,
  changes: Partial<CheckOptions> = {},
  human = true,
): Promise<Report> {
  let webhookPort = 0;
  const hooks = await startWebhookProxy(() => `http://127.0.0.1:${webhookPort}/`, deviation);
  const onSession = (id: string) => simulator.routeWebhooks(id, hooks.url);
  const proxy = await startApiProxy(simulator.url, deviation, onSession);
  const pay: AskToPay = ({ merchant_transaction_id: id }, type) => {
    const action = type === 'buy' ? 'pay' : 'deposit';
    void simulator.control('POST', `/transactions/${id}/actions`, { action });
  };
  const target = { apiUrl: proxy.url, token: TOKEN, webhookPort: 0 };
  const callbacks = {
    askToPay: human ? pay : null,
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
