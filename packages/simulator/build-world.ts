import { join } from 'node:path';
import { VirtualClock } from './clock';
import type { SimulatorConfig } from './config';
import { Provider } from './core/provider';
import type { Delivery } from './delivery/delivery';
import { WebhookSender } from './delivery/webhook-sender';
import { Changes } from './events/changes';
import { EventLog } from './events/event-log';
import { Switchboard } from './faults/switchboard';
import { RandomSource } from './randomness';
import { ScenarioRunner } from './scenarios/runner';
import { initialSettings } from './settings';
import { BoundedLog } from './state/bounded-log';
import type { Run } from './state/run';
import { openStore, type Store } from './state/store';
import type { Call } from './transport/call';
import { Faults } from './transport/faults';
import type { World } from './world';

const LOG_ENTRIES = 1_000;

/**
 * The clock goes on as it was: an offset is kept and time has passed meanwhile, a frozen clock stands
 * where it stood. A seed goes on with fresh ids, because the start is counted.
 */
function continueRun(
  store: Store,
  config: SimulatorConfig,
  parts: Pick<World, 'clock' | 'randomness'>,
) {
  const last = store.runs.get('run');
  if (last) parts.clock.restore({ offsetMs: last.offsetMs, frozenAtMs: last.frozenAtMs });
  const start = last ? last.starts + 1 : 0;
  parts.randomness.begin(config.seed ?? last?.seed ?? null, start);
  const save = () => {
    const { offsetMs, frozenAtMs } = parts.clock.state;
    const { seed, start: starts } = parts.randomness;
    const run: Run = { seed, starts, offsetMs, frozenAtMs };
    store.runs.put('run', run);
  };
  save();
  parts.clock.onChange(save);
}

export async function buildWorld(config: SimulatorConfig): Promise<World> {
  const settings = initialSettings(config);
  const clock = new VirtualClock();
  const randomness = new RandomSource();
  const store = await openStore(config.dataDir, () => clock.nowMs());
  continueRun(store, config, { clock, randomness });
  const events = new EventLog(join(config.dataDir, 'events.ndjson'), () => clock.nowMs());
  const changes = new Changes();
  const board = new Switchboard(randomness.stream('faults'), events);
  const deliveries = new BoundedLog<Delivery>(LOG_ENTRIES);
  const webhooks = new WebhookSender({ settings, clock, board, deliveries, events, changes });
  const provider = new Provider({ store, clock, randomness, settings, events });
  const scenarios = new ScenarioRunner({ store, clock, provider, settings, events, changes });
  return {
    config,
    settings,
    clock,
    randomness,
    store,
    provider,
    scenarios,
    faults: new Faults(randomness.stream('faults')),
    board,
    webhooks,
    dropSockets: () => undefined,
    calls: new BoundedLog<Call>(LOG_ENTRIES),
    deliveries,
    events,
    changes,
  };
}
