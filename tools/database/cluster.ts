import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import getPort from 'get-port';
import { CommandError } from '../process/command-error';
import { type RunResult, runToEnd } from '../process/run-to-end';
import { type Binaries, prepareBinaries } from './binaries';
import { type ClusterLocation, locateCluster } from './location';

export type Cluster = ClusterLocation & {
  name: string;
  dataFolder: string;
  binaries: Binaries;
};

export function openCluster(name: string): Cluster {
  const location = locateCluster(name);
  mkdirSync(location.home, { recursive: true, mode: 0o755 });
  const binaries = prepareBinaries(location.account !== undefined);
  return { ...location, name, dataFolder: path.join(location.home, 'data'), binaries };
}

export async function initialiseCluster(cluster: Cluster, settings: string[]): Promise<void> {
  if (existsSync(cluster.dataFolder)) return checkVersion(cluster);
  // Renamed once complete, so that an interrupted first start leaves no broken data folder.
  const unfinished = `${cluster.dataFolder}.${process.pid}`;
  const result = await runAsAccount(cluster, cluster.binaries.initdb, [
    `--pgdata=${ownedFolder(cluster, unfinished)}`,
    `--pwfile=${passwordFile(cluster)}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
    ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings].flatMap(
      (setting) => ['--set', setting],
    ),
  ]);
  if (result.code !== 0) throw unusableError(cluster, result.output);
  try {
    renameSync(unfinished, cluster.dataFolder);
  } catch {
    rmSync(unfinished, { recursive: true });
  }
}

/** Starts the server on a free port. It outlives this process. */
export async function startServer(cluster: Cluster): Promise<RunResult> {
  const log = path.join(cluster.home, 'server.log');
  writeFileSync(log, '');
  chownToAccount(cluster, log);
  const port = await getPort({ host: '127.0.0.1' });
  const result = await pgCtl(cluster, ['start', '--wait', '--log', log, '-o', `-p ${port}`]);
  return result.code === 0 ? result : { ...result, output: readFileSync(log, 'utf8') };
}

export function stopServer(cluster: Cluster): Promise<RunResult> {
  return pgCtl(cluster, ['stop', '--wait', '--mode', 'fast']);
}

export function readPassword(cluster: Cluster): string {
  return readFileSync(passwordFile(cluster), 'utf8').trim();
}

export function unusableError(cluster: Cluster, output: string): CommandError {
  const lines = output.split('\n').filter((line) => /FATAL|PANIC|error:/i.test(line));
  const reason = (lines.at(-1) ?? output.trim().split('\n').at(-1) ?? '').replace(/^.*?: +/, '');
  return new CommandError(
    `The database in ${cluster.dataFolder} cannot be used (${reason}). Start over with \`npm run demo -- --reset\`, which deletes its data.`,
  );
}

function checkVersion(cluster: Cluster): void {
  const file = path.join(cluster.dataFolder, 'PG_VERSION');
  if (!existsSync(file)) throw unusableError(cluster, 'it contains no PostgreSQL data');
  const major = readFileSync(file, 'utf8').trim();
  if (major === cluster.binaries.major) return;
  throw unusableError(
    cluster,
    `it was created by PostgreSQL ${major}, and this is ${cluster.binaries.major}`,
  );
}

function pgCtl(cluster: Cluster, args: string[]): Promise<RunResult> {
  const [command = '', ...options] = args;
  return runAsAccount(cluster, cluster.binaries.pgCtl, [
    command,
    '--pgdata',
    cluster.dataFolder,
    '--silent',
    ...options,
  ]);
}

/** Detached, so that Ctrl-C in the terminal does not reach the server before we stop it. */
function runAsAccount(cluster: Cluster, command: string, args: string[]): Promise<RunResult> {
  const env = { ...process.env, LC_ALL: 'C', PGDATA: undefined, PGPORT: undefined };
  return runToEnd(command, args, {
    ...cluster.account,
    cwd: cluster.home,
    env,
    detached: true,
  });
}

function passwordFile(cluster: Cluster): string {
  const file = path.join(cluster.home, 'password');
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' });
    chownToAccount(cluster, file);
  }
  return file;
}

function ownedFolder(cluster: Cluster, folder: string): string {
  mkdirSync(folder, { mode: 0o700 });
  chownToAccount(cluster, folder);
  return folder;
}

function chownToAccount(cluster: Cluster, file: string): void {
  if (cluster.account) chownSync(file, cluster.account.uid, cluster.account.gid);
}
