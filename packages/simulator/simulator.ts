import { join } from 'node:path';
import type { Call } from './api/call-log';
import { QueuedResponses } from './api/queued-responses';
import { VirtualClock } from './clock';
import type { SimulatorConfig } from './config';
import { Changes } from './events/changes';
import { DroppedMessages } from './events/dropped-messages';
import { EventLog } from './events/event-log';
import { InjectedFaults } from './injected-faults/injected-faults';
import type { SessionOrder } from './provider/new-transaction';
import { Provider } from './provider/provider';
import type { Transaction } from './provider/transaction';
import { RandomSource } from './randomness';
import { ScenarioRunner } from './scenarios/runner';
import { initialSettings, type Settings } from './settings';
import { BoundedLog } from './state/bounded-log';
import { openStore, type Run, type Store } from './state/store';
import type { Delivery } from './webhooks/delivery';
import { WebhookSender } from './webhooks/webhook-sender';

const LOG_ENTRIES = 1_000;

/** The parts that the route handlers share. The control API changes `settings` in place. */
export type Simulator = {
  config: SimulatorConfig;
  settings: Settings;
  clock: VirtualClock;
  randomness: RandomSource;
  store: Store;
  provider: Provider;
  scenarios: ScenarioRunner;
  injectedFaults: InjectedFaults;
  queuedResponses: QueuedResponses;
  webhooks: WebhookSender;
  closeSockets(): void;
  /** Creates the sessions' transactions in a world that replays a story with the partner's orders. */
  replaySession: ((order: SessionOrder) => Transaction) | null;
  calls: BoundedLog<Call>;
  deliveries: BoundedLog<Delivery>;
  droppedMessages: DroppedMessages;
  events: EventLog;
  changes: Changes;
};

/**
 * Restores clock and seed from the previous run. A running clock keeps its offset, a frozen clock
 * its time. Restarts are counted, so that a seeded run never draws the same ids again.
 */
function continueRun(
  store: Store,
  config: SimulatorConfig,
  { clock, randomness }: Pick<Simulator, 'clock' | 'randomness'>,
) {
  const previous = store.runs.get('run');
  if (previous) clock.restore({ offsetMs: previous.offsetMs, frozenAtMs: previous.frozenAtMs });
  const start = previous ? previous.starts + 1 : 0;
  randomness.begin(config.seed ?? previous?.seed ?? null, start);
  const save = () => {
    const { offsetMs, frozenAtMs } = clock.state;
    const { seed, start: starts } = randomness;
    const run: Run = { seed, starts, offsetMs, frozenAtMs };
    store.runs.put('run', run);
  };
  save();
  clock.onChange(save);
}

export async function createSimulator(config: SimulatorConfig): Promise<Simulator> {
  const settings = initialSettings(config);
  const clock = new VirtualClock();
  const randomness = new RandomSource();
  const store = await openStore(config.dataDir, () => clock.nowMs());
  continueRun(store, config, { clock, randomness });
  const changes = new Changes();
  const eventFile = join(config.dataDir, 'events.ndjson');
  const events = new EventLog(eventFile, () => clock.nowMs(), changes);
  const faultRandomness = randomness.stream('faults');
  const injectedFaults = new InjectedFaults(faultRandomness, events);
  const deliveries = new BoundedLog<Delivery>(LOG_ENTRIES);
  const droppedMessages = new DroppedMessages({ limit: LOG_ENTRIES, clock, events, changes });
  const webhooks = new WebhookSender({
    settings,
    clock,
    injectedFaults,
    deliveries,
    droppedMessages,
    events,
    changes,
  });
  const provider = new Provider({
    ...{ store, clock, randomness, settings, events },
    fiatCurrencies: config.fiatCurrencies,
  });
  const scenarios = new ScenarioRunner({ store, clock, provider, settings, events, changes });
  return {
    config,
    settings,
    clock,
    randomness,
    store,
    provider,
    scenarios,
    injectedFaults,
    queuedResponses: new QueuedResponses(faultRandomness),
    webhooks,
    closeSockets: () => undefined,
    replaySession: null,
    calls: new BoundedLog<Call>(LOG_ENTRIES),
    deliveries,
    droppedMessages,
    events,
    changes,
  };
}
