import { z } from 'zod';
import { type Randomness, randomFraction } from '../randomness';

export const MAX_HANG_MS = 120_000;
export const INJECTED_MESSAGE = 'Injected by the control API';

export const queuedResponseSchema = z
  .strictObject({
    endpoint: z.enum(['session', 'transaction', 'kyc']),
    /** How many requests get it. With a `rate` and without this it stays until it is removed. */
    times: z.number().int().min(1).max(10_000).optional(),
    /** The share of requests that get it, drawn from the seeded random numbers. */
    rate: z.number().min(0).max(1).optional(),
    /** Replaces the real response. Without it the real response is delayed or cut off. */
    httpStatus: z.number().int().min(200).max(599).optional(),
    error: z.string().default('internal_error'),
    code: z.string().default('db_error'),
    message: z.string().default(INJECTED_MESSAGE),
    /** Sent instead of the error body, for a response that is not JSON or has wrong fields. */
    rawBody: z.string().optional(),
    delayMs: z.number().int().min(0).max(MAX_HANG_MS).optional(),
    /** Never responds. The connection closes when the client gives up, or after 120 s. */
    hang: z.boolean().optional(),
    /** Closes the connection in the middle of the body. */
    cutOff: z.boolean().optional(),
  })
  .refine(
    ({ httpStatus, delayMs, hang, cutOff }) => httpStatus ?? delayMs ?? hang ?? cutOff,
    'needs at least one of httpStatus, delayMs, hang, cutOff',
  );

export type QueuedResponse = z.infer<typeof queuedResponseSchema>;
export type Endpoint = QueuedResponse['endpoint'];

/** Responses for the next matching requests, each for a number or a share of them. */
export class QueuedResponses {
  readonly #randomness: Randomness;
  #queue: QueuedResponse[] = [];

  constructor(randomness: Randomness) {
    this.#randomness = randomness;
  }

  add(response: QueuedResponse): void {
    const times = response.times ?? (response.rate === undefined ? 1 : undefined);
    this.#queue.push({ ...response, ...(times === undefined ? {} : { times }) });
  }

  list(): QueuedResponse[] {
    return this.#queue;
  }

  clear(): void {
    this.#queue = [];
  }

  take(endpoint: Endpoint): QueuedResponse | undefined {
    const response = this.#queue.find(
      (queued) =>
        queued.endpoint === endpoint &&
        (queued.rate === undefined || randomFraction(this.#randomness) < queued.rate),
    );
    if (response?.times === undefined) return response;
    response.times -= 1;
    if (response.times === 0) this.#queue = this.#queue.filter((queued) => queued !== response);
    return response;
  }
}
