import { initialSettings } from '../settings';
import type { World } from '../world';

type Beginning = {
  seed?: string | null | undefined;
  nowMs?: number | undefined;
  frozen?: boolean | undefined;
};

/** Forgets everything and begins again, as a first start would: with a seed, at a moment. */
export function resetWorld(world: World, { seed, nowMs, frozen = false }: Beginning): void {
  const { provider, scenarios, webhooks, store, faults, board, randomness, clock } = world;
  provider.stop();
  scenarios.stop();
  webhooks.clear();
  world.dropSockets();
  store.clear();
  faults.clear();
  board.clear();
  world.calls.clear();
  world.deliveries.clear();
  world.events.clear();
  Object.assign(world.settings, initialSettings(world.config));
  randomness.begin(seed === undefined ? randomness.seed : seed, 0);
  const startMs = nowMs ?? Date.now();
  clock.restore({ offsetMs: startMs - Date.now(), frozenAtMs: frozen ? startMs : null });
  world.changes.publish({ type: 'setting', data: { what: 'reset' } });
}
