/** A simulator in a process of its own, for tests. */
export type ProofSimulator = {
  /** Resolves once it serves requests. Rejects with its output if it cannot start. */
  start(): Promise<void>;
  /** Ends the process. A data folder that was created for it is removed. */
  stop(): Promise<void>;
  /** The API's base URL. Throws before the start. */
  readonly url: string;
  /** The client token of the default world. */
  readonly token: string;
  /**
   * One request to the control API, such as `control('POST', '/worlds', { seed: 'one' })`. With a
   * world's `controlPath` in front, it goes to that world. Resolves with the JSON of the response, or
   * null without one. Rejects with an Error that has the `status` of a response that is no success.
   */
  control(method: string, path: string, body?: unknown): Promise<unknown>;
};

/** @param environment the variables of the README; by default a free port and a temporary folder */
export function createSimulator(environment?: Record<string, string>): ProofSimulator;
