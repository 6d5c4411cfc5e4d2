import { z } from 'zod';
import { ApiError } from '../api/api-error';
import { FAULTS, isFaultId } from '../injected-faults/injected-faults';
import { frameSchema } from '../provider/frame';
import { transactionSchema } from '../provider/transaction';
import { userSchema } from '../provider/user';
import { isScenario } from '../scenarios/compose';
import { initialSettings, settingsSchema } from '../settings';
import type { Simulator } from '../simulator';
import type { resetRequestSchema } from './request-schemas';

const STATE_VERSION = 1;

const versionSchema = z.looseObject({ version: z.unknown() });

// Webhook URLs and tokens are secrets of the exporting machine, so they are not exported.
// What a file of an earlier version lacks has its default.
const exportedSettingsSchema = settingsSchema
  .omit({ webhookUrls: true, previousTokens: true })
  .partial();

export const stateFileSchema = z.strictObject({
  version: z.literal(STATE_VERSION),
  exportedAt: z.iso.datetime(),
  seed: z.string().nullable(),
  clock: z.strictObject({ offsetMs: z.number(), frozenAtMs: z.number().nullable() }),
  settings: exportedSettingsSchema,
  /** The parameters of the injected faults that are on, by id. */
  faults: z.record(z.string(), z.unknown()),
  users: z.array(userSchema),
  transactions: z.array(transactionSchema),
  frames: z.array(frameSchema),
});
export type StateFile = z.infer<typeof stateFileSchema>;

/** Exports records, settings, injected faults and clock, without logs and queued responses. */
export function exportState(simulator: Simulator): StateFile {
  const { clock, settings, randomness, injectedFaults, store } = simulator;
  return {
    version: STATE_VERSION,
    exportedAt: new Date(clock.nowMs()).toISOString(),
    seed: randomness.seed,
    clock: clock.state,
    settings: exportedSettingsSchema.strip().parse(settings),
    faults: injectedFaults.snapshot(),
    users: [...store.users.values()],
    transactions: [...store.transactions.values()],
    frames: [...store.frames.values()],
  };
}

/** @throws ApiError naming the required version */
function requireStateVersion(value: unknown): unknown {
  const version = versionSchema.safeParse(value).data?.version;
  if (version !== STATE_VERSION) {
    const actual = version === undefined ? 'has no version' : `has version ${String(version)}`;
    const message = `The state file ${actual}; version ${STATE_VERSION} is required.`;
    throw new ApiError('validation_error', message);
  }
  return value;
}

/** An exported file. Of another version, the version is the only message. */
export const importedStateSchema = z.preprocess(requireStateVersion, stateFileSchema);

function requireKnownNames({ faults, transactions }: StateFile): void {
  for (const [id, parameters] of Object.entries(faults)) {
    if (!isFaultId(id)) throw new ApiError('validation_error', `There is no fault "${id}"`);
    FAULTS[id].parameters.parse(parameters);
  }
  const names = transactions.flatMap(({ scenario }) => (scenario ? [scenario.name] : []));
  const unknown = names.find((name) => !isScenario(name));
  if (unknown) throw new ApiError('validation_error', `There is no scenario "${unknown}"`);
}

/** Replaces the whole state, after all of the file was checked, and resumes what was scheduled. */
export function importState(simulator: Simulator, file: StateFile): void {
  requireKnownNames(file);
  const { store, clock, settings, injectedFaults, provider, scenarios, changes } = simulator;
  const { webhookUrls, previousTokens } = settings;
  reset(simulator, { seed: file.seed });
  Object.assign(settings, file.settings, { webhookUrls, previousTokens });
  clock.restore(file.clock);
  for (const user of file.users) store.users.put(user.partnerUserId, user);
  for (const transaction of file.transactions) store.transactions.put(transaction.id, transaction);
  for (const frame of file.frames) store.frames.put(frame.id, frame);
  for (const [id, parameters] of Object.entries(file.faults)) {
    if (isFaultId(id)) injectedFaults.switchOn(id, parameters);
  }
  provider.resume();
  scenarios.resume();
  changes.publish({ type: 'setting', data: { what: 'import' } });
}

/** Deletes everything and starts as on a first start. Without a new seed the current one stays. */
export function reset(
  simulator: Simulator,
  { seed, nowMs, frozen = false }: Omit<z.infer<typeof resetRequestSchema>, 'partnerApp'>,
): void {
  const { clock, randomness } = simulator;
  simulator.provider.stop();
  simulator.scenarios.stop();
  simulator.webhooks.clear();
  simulator.closeSockets();
  simulator.store.clear();
  simulator.queuedResponses.clear();
  simulator.injectedFaults.clear();
  simulator.calls.clear();
  simulator.deliveries.clear();
  simulator.droppedMessages.clear();
  simulator.events.clear();
  Object.assign(simulator.settings, initialSettings(simulator.config));
  randomness.begin(seed === undefined ? randomness.seed : seed, 0);
  const startMs = nowMs ?? Date.now();
  clock.restore({ offsetMs: startMs - Date.now(), frozenAtMs: frozen ? startMs : null });
  simulator.changes.publish({ type: 'setting', data: { what: 'reset' } });
}
