import type { Simulator } from '../simulator';
import type { WorldRequest } from './world-request';

export type NamedWorld = {
  id: string;
  name: string | null;
  createdAt: string;
  simulator: Simulator;
};

/** The worlds beside the default one. */
export type WorldRegistry = {
  list(): NamedWorld[];
  /** @throws ApiError with the worlds that there are */
  find(id: string): NamedWorld;
  /** @throws WorldConflictError */
  create(request: WorldRequest): Promise<NamedWorld>;
  delete(id: string): void;
};

/** The token is taken, or there are too many worlds. */
export class WorldConflictError extends Error {}
