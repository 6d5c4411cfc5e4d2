import type { Scope } from '../../tools/process/scope';
import type { Settings } from '../demo-environment';
import type { Measurement } from './measurement';

export type BenchContext = {
  /** Closed after the part, with everything that it started. */
  scope: Scope;
  /** Of a database, a simulator and an app, none of which the bench starts except the database. */
  env: NodeJS.ProcessEnv & Settings;
};

/** Measures one area. The environment of this process is set, so it may call `lib`. */
export type Part = (context: BenchContext) => Promise<Measurement[]>;
