import { z } from 'zod';
import { faultsSchema, isFaultId } from '../injected-faults/injected-faults';
import { DEFAULT_FIAT_CURRENCIES } from '../provider/quote';
import { fiatCurrencySchema } from '../provider/transaction';
import { settingsSchema } from '../settings';
import type { Simulator } from '../simulator';

/** `POST /control/worlds`. Everything has a default. Without `nowMs` the clock is the system's. */
export const worldRequestSchema = z.strictObject({
  name: z.string().min(1).max(100).nullable().default(null),
  token: z.string().startsWith('sim_').min(12).max(200).optional(),
  assets: z
    .array(z.string().regex(/^\w+:\w+$/, 'must be NETWORK:CURRENCY'))
    .max(100)
    .default([]),
  /** Those that users can choose. Orders begin with the first. */
  fiatCurrencies: z
    .array(fiatCurrencySchema)
    .min(1)
    .max(50)
    .default([...DEFAULT_FIAT_CURRENCIES]),
  seed: z.string().min(1).max(200).nullable().default(null),
  nowMs: z.number().int().min(0).max(253_402_300_799_999).optional(),
  frozen: z.boolean().default(false),
  settings: settingsSchema.partial().default({}),
  /** The parameters of the faults that are on from the start, by id. */
  faults: faultsSchema.default({}),
});
export type WorldRequest = z.infer<typeof worldRequestSchema>;

export function setUpWorld(simulator: Simulator, { settings, faults }: WorldRequest): void {
  Object.assign(simulator.settings, settings);
  for (const [id, parameters] of Object.entries(faults))
    if (isFaultId(id)) simulator.injectedFaults.switchOn(id, parameters);
}
