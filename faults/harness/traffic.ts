import { setTimeout as delay } from 'node:timers/promises';
import type { Minted } from './orders';
import type { Provider, ProviderTransaction } from './provider';
import type { Random } from './random';
import { until } from './until';
import type { WebhookSender } from './webhooks';

const PATIENCE_MS = 60_000;
const stories = [
  ['pay', 'complete'],
  ['decline', 'retry', 'pay', 'complete'],
  ['decline'],
  ['cancel'],
  ['pay', 'fail'],
];
/** Some customers never make up their minds, so that the traffic is not over before the fault is. */
const UNDECIDED = 5;
const undecidedStory = ['decline', 'retry'];

export type TrafficOptions = {
  provider: Provider;
  sender: WebhookSender;
  random: Random;
  /** Which process of the app gets the next webhook. */
  target: () => string;
  minted: Minted[];
  everyMs: number;
};

/** Customers buying: at every tick one transaction takes its next step, and its webhook is sent. */
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

  /** Resolves after this many more changes. Throws when it ended before. */
  async sendMore(count: number): Promise<void> {
    const goal = this.changes + count;
    await until(`${count} more changes`, PATIENCE_MS, () => {
      if (this.#ended) throw new Error('The traffic was over before the fault was.');
      return this.changes >= goal;
    });
  }

  /** Ends the story and waits for what is still being sent. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
    await Promise.all(this.#sending);
  }

  /** Sends a webhook beside the others, and forgets about it as the provider does. */
  announce(change: ProviderTransaction): void {
    const { sender, target } = this.options;
    const sending = sender.send(target(), change).finally(() => this.#sending.delete(sending));
    this.#sending.add(sending);
  }

  async #run(): Promise<void> {
    const { minted, random, provider, everyMs } = this.options;
    const open = minted.map(({ merchantTransactionId: id }, index) => {
      const isUndecided = index >= minted.length - UNDECIDED;
      return { id, isUndecided, story: isUndecided ? [] : [...random.pick(stories)] };
    });
    while (!this.#stopped && open.length > 0) {
      // The first few are under way at a time, so that stories overlap and none waits for ever.
      const index = random.below(Math.min(open.length, 20));
      const { id, isUndecided, story } = open[index] ?? { id: '', isUndecided: false, story: [] };
      if (isUndecided && story.length === 0) story.push(...undecidedStory);
      const action = story.shift();
      if (action === undefined) open.splice(index, 1);
      else {
        this.announce(await provider.act(id, action));
        this.changes += 1;
        await delay(everyMs);
      }
    }
  }
}
