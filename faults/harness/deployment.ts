import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import getPort from 'get-port';
import { createDatabaseWithRoles } from '../../testing/database-roles';
import { lastLines, runToEnd } from '../../tools/process/run-to-end';
import { release } from '../../tools/steps/release';
import type { CaseContext } from './fault-case';
import { type Nginx, startNginx } from './nginx';
import { range } from './range';
import type { ServerProcess } from './server-process';
import { type Stack, startStack } from './stack';

export type Deployment = {
  stack: Stack;
  proxy: Nginx;
  startWeb: (port: number) => Promise<ServerProcess>;
  webPorts: number[];
  webs: ServerProcess[];
  workers: ServerProcess[];
};

type DeploymentContext = Pick<CaseContext, 'scope' | 'folder'>;

/**
 * The deployment of docs/going-live.md: nginx with TLS and HTTP/2 in front of two web processes, two
 * workers, the release in a folder of its own, and the two roles of the database.
 */
export async function startDeployment(context: DeploymentContext): Promise<Deployment> {
  const { scope, folder } = context;
  const database = await createDatabaseWithRoles();
  scope.defer(database.drop);
  const deployed = await deployRelease(context, database.ownerUrl);
  const webPorts = [await getPort(), await getPort()];
  const certificate = String(process.env.NODE_EXTRA_CA_CERTS);
  const proxy = await startNginx(scope, { folder, certificate, webPorts });
  const stack = await startStack(context, {
    databaseUrl: database.ownerUrl,
    appDatabaseUrl: database.appUrl,
    release: deployed,
    settings: { AUTH_URL: proxy.url, DEMO_MODE: 'false', TRUSTED_PROXY_HOPS: '1' },
  });
  await stack.provider.configure({ webhooks: 'off', stepSeconds: 3_600 });
  const startWeb = (port: number) => stack.web({ RECONCILER: 'off', PORT: String(port) });
  const webs = await Promise.all(webPorts.map(startWeb));
  const workers = range(2).map(() => stack.worker());
  return { stack, proxy, startWeb, webPorts, webs, workers };
}

/** Copies the release to where no package of the repository can be found, and migrates with it. */
async function deployRelease({ scope }: DeploymentContext, ownerUrl: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'release-'));
  scope.defer(() => rm(folder, { recursive: true, force: true }));
  cpSync(release, folder, { recursive: true, verbatimSymlinks: true });
  const program = path.join(folder, 'migrate.js');
  const env: NodeJS.ProcessEnv = { NODE_ENV: 'production', DATABASE_URL: ownerUrl };
  const { code, output } = await runToEnd(process.execPath, [program], { env });
  if (code !== 0) throw new Error(`The release did not migrate:\n${lastLines(output)}`);
  return folder;
}
