import { z } from 'zod';
import { frameSchema } from '../core/frame';
import { transactionSchema } from '../core/transaction';
import { userSchema } from '../core/user';
import { FAULTS, isFaultId } from '../faults/registry';
import { isScenario } from '../scenarios/compose';
import { settingsSchema } from '../settings';
import { ApiError } from '../transport/api-error';
import type { World } from '../world';
import { resetWorld } from './reset';

const STATE_VERSION = 1;

const versionSchema = z.looseObject({ version: z.unknown() });

// The webhook address holds a secret of the machine that it was exported on, so it stays there.
const settingsOfFile = settingsSchema.omit({ webhookUrl: true });

export const stateFileSchema = z.strictObject({
  version: z.literal(STATE_VERSION),
  exportedAt: z.iso.datetime(),
  seed: z.string().nullable(),
  clock: z.strictObject({ offsetMs: z.number(), frozenAtMs: z.number().nullable() }),
  settings: settingsOfFile,
  /** The faults that are on, by id, with their parameters. */
  faults: z.record(z.string(), z.unknown()),
  users: z.array(userSchema),
  transactions: z.array(transactionSchema),
  frames: z.array(frameSchema),
});
export type StateFile = z.infer<typeof stateFileSchema>;

/** Records, settings, faults and clock; not what was logged, nor answers that wait in the queue. */
export function exportState({ clock, settings, randomness, board, store }: World): StateFile {
  return {
    version: STATE_VERSION,
    exportedAt: new Date(clock.nowMs()).toISOString(),
    seed: randomness.seed,
    clock: clock.state,
    settings: settingsOfFile.strip().parse(settings),
    faults: board.snapshot(),
    users: [...store.users.values()],
    transactions: [...store.transactions.values()],
    frames: [...store.frames.values()],
  };
}

/** @throws ApiError naming the version that is needed, or what is wrong with the file */
export function readStateFile(value: unknown): StateFile {
  const version = versionSchema.safeParse(value).data?.version;
  if (version !== STATE_VERSION) {
    const given = version === undefined ? 'names no version' : `has version ${String(version)}`;
    const needed = `version ${STATE_VERSION} is needed`;
    throw new ApiError('validation_error', `The state file ${given}; ${needed}.`);
  }
  const parsed = stateFileSchema.safeParse(value);
  if (!parsed.success) throw new ApiError('validation_error', z.prettifyError(parsed.error));
  return parsed.data;
}

/** All of it is checked before anything is replaced. */
function checkNames({ faults, transactions }: StateFile): void {
  for (const [id, parameters] of Object.entries(faults)) {
    if (!isFaultId(id)) throw new ApiError('validation_error', `No such fault: ${id}`);
    FAULTS[id].parameters.parse(parameters);
  }
  const names = transactions.flatMap(({ scenario }) => (scenario ? [scenario.name] : []));
  const unknown = names.find((name) => !isScenario(name));
  if (unknown) throw new ApiError('validation_error', `No such scenario: ${unknown}`);
}

/** Replaces everything by what the file holds; what was waiting in it goes on. */
export function importState(world: World, file: StateFile): void {
  checkNames(file);
  const { webhookUrl } = world.settings;
  resetWorld(world, { seed: file.seed });
  const { store, clock, settings, board, provider, scenarios, changes } = world;
  Object.assign(settings, file.settings, { webhookUrl });
  clock.restore(file.clock);
  for (const user of file.users) store.users.put(user.partnerUserId, user);
  for (const transaction of file.transactions) store.transactions.put(transaction.id, transaction);
  for (const frame of file.frames) store.frames.put(frame.id, frame);
  for (const [id, parameters] of Object.entries(file.faults)) {
    if (isFaultId(id)) board.switchOn(id, parameters);
  }
  provider.resume();
  scenarios.resume();
  changes.publish({ type: 'setting', data: { what: 'import' } });
}
