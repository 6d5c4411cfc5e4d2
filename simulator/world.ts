import type { Clock } from './clock';
import type { SimulatorConfig } from './config';
import type { Provider } from './core/provider';
import type { Delivery } from './delivery/webhook-sender';
import type { Randomness } from './randomness';
import type { Settings } from './settings';
import type { BoundedLog } from './state/bounded-log';
import type { Store } from './state/store';
import type { Call } from './transport/call-log';
import type { Faults } from './transport/faults';

/** What the routes share. `settings` is one object that the control API changes in place. */
export type World = {
  config: SimulatorConfig;
  settings: Settings;
  clock: Clock;
  randomness: Randomness;
  store: Store;
  provider: Provider;
  faults: Faults;
  calls: BoundedLog<Call>;
  deliveries: BoundedLog<Delivery>;
  /** Closes the sockets that are open now. */
  dropSockets(): void;
};
