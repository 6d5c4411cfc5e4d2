import { setTimeout as delay } from 'node:timers/promises';
import type { MintedTransaction } from './mint';
import type { Provider } from './provider';
import type { Random } from './random';
import { waitFor } from './wait-for';
import type { WebhookSender } from './webhook-sender';

const TIMEOUT_MS = 60_000;
/** Transactions in progress at a time. Flows overlap, and each of them ends. */
const IN_PROGRESS = 20;
const flows = [
  ['pay', 'complete'],
  ['decline', 'retry', 'pay', 'complete'],
  ['decline'],
  ['cancel'],
  ['pay', 'fail'],
];
/** This many transactions repeat their flow forever, so that traffic outlasts the fault. */
const ENDLESS = 5;
const endlessFlow = ['decline', 'retry'];

export type TrafficOptions = {
  provider: Provider;
  sender: WebhookSender;
  random: Random;
  /** The URL of the process that receives the next webhook. */
  target: () => string;
  transactions: MintedTransaction[];
  intervalMs: number;
};

/** Simulated customers. In every interval, one transaction changes and its webhook is sent. */
export class Traffic {
  changes = 0;
  #stopped = false;
  #ended = false;
  readonly #sending = new Set<Promise<unknown>>();
  readonly #running: Promise<void>;

  constructor(private readonly options: TrafficOptions) {
    this.#running = this.#run().finally(() => {
      this.#ended = true;
    });
  }

  /** Resolves after `count` more changes. Throws if the traffic ends first. */
  async sendMore(count: number): Promise<void> {
    const goal = this.changes + count;
    await waitFor(`${count} more changes`, TIMEOUT_MS, () => {
      if (this.#ended) throw new Error('The traffic ended before the fault.');
      return this.changes >= goal;
    });
  }

  /** Stops and waits for the webhooks that are being sent. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
    await Promise.all(this.#sending);
  }

  async #run(): Promise<void> {
    const { transactions, random, intervalMs } = this.options;
    const open = transactions.map(({ merchantTransactionId: id }, index) => {
      const endless = index >= transactions.length - ENDLESS;
      return { id, endless, actions: endless ? [] : [...random.pick(flows)] };
    });
    while (!this.#stopped && open.length > 0) {
      const index = random.below(Math.min(open.length, IN_PROGRESS));
      const { id, endless, actions } = open[index] ?? { id: '', endless: false, actions: [] };
      if (endless && actions.length === 0) actions.push(...endlessFlow);
      const action = actions.shift();
      if (action === undefined) open.splice(index, 1);
      else {
        await this.#change(id, action);
        await delay(intervalMs);
      }
    }
  }

  /** Like Proof, does not wait for the webhook's response. */
  async #change(id: string, action: string): Promise<void> {
    const { provider, sender, target } = this.options;
    const change = await provider.act(id, action);
    const sending = sender.send(target(), change).finally(() => this.#sending.delete(sending));
    this.#sending.add(sending);
    this.changes += 1;
  }
}
