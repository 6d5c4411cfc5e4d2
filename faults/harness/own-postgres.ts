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

export interface OwnPostgres {
  url: string;
  /**
   * fast: clients are cut off and the server shuts down in order. immediate: it stops as in a crash
   * and recovers from its log. Answers the performance time at which it accepted connections again.
   */
  restart: (mode: 'fast' | 'immediate') => Promise<number>;
}

/** A server that may be restarted, since nobody else has a database on it. It keeps what it promises. */
export async function startOwnPostgres(scope: Scope): Promise<OwnPostgres> {
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
      if (code !== 0) throw new CommandError(`Postgres was not restarted: ${output}`);
      return performance.now();
    },
  };
}
