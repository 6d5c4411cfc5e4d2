import type { VirtualClock } from './clock';
import type { SimulatorConfig } from './config';
import type { Provider } from './core/provider';
import type { Delivery } from './delivery/delivery';
import type { WebhookSender } from './delivery/webhook-sender';
import type { Changes } from './events/changes';
import type { EventLog } from './events/event-log';
import type { Switchboard } from './faults/switchboard';
import type { RandomSource } from './randomness';
import type { ScenarioRunner } from './scenarios/runner';
import type { Settings } from './settings';
import type { BoundedLog } from './state/bounded-log';
import type { Store } from './state/store';
import type { Call } from './transport/call';
import type { Faults } from './transport/faults';

/** What the routes share. `settings` is one object that the control API changes in place. */
export type World = {
  config: SimulatorConfig;
  settings: Settings;
  clock: VirtualClock;
  randomness: RandomSource;
  store: Store;
  provider: Provider;
  scenarios: ScenarioRunner;
  /** Answers that wait for the next calls of the partner API. */
  faults: Faults;
  /** The named faults that are on. */
  board: Switchboard;
  webhooks: WebhookSender;
  /** Closes the sockets that are open now. */
  dropSockets(): void;
  calls: BoundedLog<Call>;
  deliveries: BoundedLog<Delivery>;
  events: EventLog;
  changes: Changes;
};
