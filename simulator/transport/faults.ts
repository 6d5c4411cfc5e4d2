import { z } from 'zod';

export const faultSchema = z.strictObject({
  endpoint: z.enum(['session', 'transaction', 'kyc']),
  times: z.number().int().min(1).max(10_000).default(1),
  httpStatus: z.number().int().min(200).max(599),
  error: z.string().default('internal_error'),
  code: z.string().default('db_error'),
  message: z.string().default('Asked for through the control API'),
  /** Sent as it is in place of the error body, for an answer that is not JSON, or not the right one. */
  rawBody: z.string().optional(),
});

export type Fault = z.infer<typeof faultSchema>;
export type FaultEndpoint = Fault['endpoint'];

/** Answers that were asked for in place of the real ones, each for a number of calls. */
export class Faults {
  #queue: Fault[] = [];

  add(fault: Fault): void {
    this.#queue.push(fault);
  }

  list(): Fault[] {
    return this.#queue;
  }

  clear(): void {
    this.#queue = [];
  }

  take(endpoint: FaultEndpoint): Fault | undefined {
    const fault = this.#queue.find((waiting) => waiting.endpoint === endpoint);
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times === 0) this.#queue = this.#queue.filter((waiting) => waiting !== fault);
    return fault;
  }
}

export function faultResponse({ httpStatus, rawBody, error, code, message }: Fault): Response {
  const headers = { 'content-type': 'application/json' };
  const body = rawBody ?? JSON.stringify({ error, code, message });
  return new Response(body, { status: httpStatus, headers });
}
