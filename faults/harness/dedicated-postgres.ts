import path from 'node:path';
import { openCluster } from '../../tools/database/cluster';
import {
  acquireEmbeddedPostgres,
  resetEmbeddedPostgres,
} from '../../tools/database/embedded-postgres';
import { CommandError } from '../../tools/process/command-error';
import { runToEnd } from '../../tools/process/run-to-end';
import type { Scope } from '../../tools/process/scope';

const NAME = 'faults-postgres';

export type DedicatedPostgres = {
  url: string;
  /**
   * `fast` disconnects clients and shuts down cleanly. `immediate` stops like a crash and recovers
   * from the log. Returns the performance time at which the server accepted connections again.
   */
  restart: (mode: 'fast' | 'immediate') => Promise<number>;
};

/** Durable, unlike the test server, and without other databases, so that it can be restarted. */
export async function startDedicatedPostgres(scope: Scope): Promise<DedicatedPostgres> {
  await resetEmbeddedPostgres(NAME);
  const server = await scope.finish(acquireEmbeddedPostgres(NAME), ({ release }) => release());
  const cluster = openCluster(NAME);
  return {
    url: server.url,
    restart: async (mode) => {
      const log = path.join(cluster.home, 'server.log');
      const { code, output } = await runToEnd(
        cluster.binaries.pgCtl,
        [
          ...['restart', '--wait', '--silent', '--mode', mode],
          ...['--pgdata', cluster.dataFolder, '--log', log],
        ],
        { ...cluster.account, cwd: cluster.home },
      );
      if (code !== 0) throw new CommandError(`Postgres did not restart: ${output}`);
      return performance.now();
    },
  };
}
