import { checkConformance } from '../check';
import type { Report } from '../report';
import type { AskToPay, CheckOptions } from '../setup';
import { type Deviation, deviatingProxy, webhookProxy } from './deviating-proxy';
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
  quietMs: 50,
};

/**
 * Checks a simulator through a proxy that deviates. The payments are made as a person would make
 * them in the widget, but by the control API; the check itself knows nothing of it.
 */
export async function checkSimulator(
  simulator: SimulatorProcess,
  deviation: Deviation,
  changes: Partial<CheckOptions> = {},
  human = true,
): Promise<Report> {
  let webhookPort = 0;
  const hooks = await webhookProxy(() => `http://127.0.0.1:${webhookPort}/`, deviation);
  const onMinted = (id: string) => simulator.routeWebhooks(id, hooks.url);
  const proxy = await deviatingProxy(simulator.url, deviation, onMinted);
  const pay: AskToPay = ({ merchant_transaction_id: id }, side) => {
    const action = side === 'buy' ? 'pay' : 'deposit';
    void simulator.control('POST', `/transactions/${id}/actions`, { action });
  };
  const target = { apiUrl: proxy.url, token: TOKEN, webhookPort: 0 };
  const audience = {
    askToPay: human ? pay : null,
    onFinding: () => {},
    onListening: (port: number) => {
      webhookPort = port;
    },
  };
  try {
    return await checkConformance(target, { ...options, ...changes }, audience);
  } finally {
    await proxy.close();
    await hooks.close();
  }
}
