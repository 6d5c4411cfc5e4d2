import { z } from 'zod';
import { drawShare, type Randomness } from '../randomness';

export const LONGEST_HANG_MS = 120_000;

export const faultSchema = z
  .strictObject({
    endpoint: z.enum(['session', 'transaction', 'kyc']),
    /** How many calls take it. With a `rate` it stays until it is removed, unless this says else. */
    times: z.number().int().min(1).max(10_000).optional(),
    /** The share of calls that take it, decided by the seeded randomness. */
    rate: z.number().min(0).max(1).optional(),
    /** The answer in place of the real one; left out, the real answer comes late or is cut off. */
    httpStatus: z.number().int().min(200).max(599).optional(),
    error: z.string().default('internal_error'),
    code: z.string().default('db_error'),
    message: z.string().default('Asked for through the control API'),
    /** Sent as it is in place of the error body, for an answer that is not JSON, or not the right one. */
    rawBody: z.string().optional(),
    delayMs: z.number().int().min(0).max(LONGEST_HANG_MS).optional(),
    /** Never answers; the connection is closed when the client gives up, or after 120 s. */
    hang: z.boolean().optional(),
    /** Closes the connection in the middle of the body. */
    cutOff: z.boolean().optional(),
  })
  .refine(
    ({ httpStatus, delayMs, hang, cutOff }) => httpStatus ?? delayMs ?? hang ?? cutOff,
    'needs at least one of httpStatus, delayMs, hang, cutOff',
  );

export type Fault = z.infer<typeof faultSchema>;
export type FaultEndpoint = Fault['endpoint'];

/** Answers that were asked for in place of the real ones, each for a number or a share of calls. */
export class Faults {
  readonly #randomness: Randomness;
  #queue: Fault[] = [];

  constructor(randomness: Randomness) {
    this.#randomness = randomness;
  }

  add(fault: Fault): void {
    const times = fault.times ?? (fault.rate === undefined ? 1 : undefined);
    this.#queue.push({ ...fault, ...(times === undefined ? {} : { times }) });
  }

  list(): Fault[] {
    return this.#queue;
  }

  clear(): void {
    this.#queue = [];
  }

  take(endpoint: FaultEndpoint): Fault | undefined {
    const fault = this.#queue.find(
      (waiting) =>
        waiting.endpoint === endpoint &&
        (waiting.rate === undefined || drawShare(this.#randomness) < waiting.rate),
    );
    if (fault?.times === undefined) return fault;
    fault.times -= 1;
    if (fault.times === 0) this.#queue = this.#queue.filter((waiting) => waiting !== fault);
    return fault;
  }
}
