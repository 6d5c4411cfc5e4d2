import type { ControlClient } from './control/client';

export type { ControlClient };

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
  /** The control API of the default world. Throws before the start. */
  readonly control: ControlClient;
};

/** @param environment the variables of the README; by default a free port and a temporary folder */
export function createSimulator(environment?: Record<string, string>): ProofSimulator;

/**
 * The control API of a simulator that runs already.
 * @param url such as http://localhost:4000
 * @param options the token is SIMULATOR_CONTROL_TOKEN
 */
export function createControlClient(url: string, options?: { token?: string }): ControlClient;
