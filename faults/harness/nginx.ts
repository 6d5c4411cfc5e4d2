import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import getPort from 'get-port';
import { CommandError } from '../../tools/process/command-error';
import { lastLines, runToEnd } from '../../tools/process/run-to-end';
import type { Scope } from '../../tools/process/scope';

const KILL_AFTER_MS = 5_000;
const DEPLOYED = 'deploy/nginx';

export type Nginx = { url: string; readLogs: () => string };

/** On the PATH, or where Debian installs it for root only. */
export function findNginx(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin'];
  return folders.map((folder) => path.join(folder, 'nginx')).find((file) => existsSync(file));
}

/** Creates a certificate for localhost, and returns its file. The key is beside it. */
export async function createCertificate(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const certificate = path.resolve(folder, 'tls.crt');
  const { code, output } = await runToEnd('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
    ...['-addext', 'subjectAltName=DNS:localhost'],
    ...['-keyout', path.resolve(folder, 'tls.key'), '-out', certificate],
  ]);
  if (code !== 0) throw new CommandError(`openssl created no certificate:\n${lastLines(output)}`);
  return certificate;
}

/** Runs the configuration of `deploy/nginx` for localhost, with other ports, in front of `webPorts`. */
export async function startNginx(
  scope: Scope,
  { folder, certificate, webPorts }: { folder: string; certificate: string; webPorts: number[] },
): Promise<Nginx> {
  const program = findNginx();
  if (!program) throw new CommandError('nginx is not installed.');
  const home = path.resolve(folder, 'nginx');
  mkdirSync(home, { recursive: true });
  const [port, httpPort] = [await getPort(), await getPort()];
  const upstream = replaceAll(read('upstream.conf'), [
    ['127.0.0.1:3001', `127.0.0.1:${webPorts[0]}`],
    ['127.0.0.1:3002', `127.0.0.1:${webPorts[1]}`],
  ]);
  const site = replaceAll(read('proof-ramp.conf'), [
    ['/etc/nginx/proof-ramp-upstream.conf', `${home}/upstream.conf`],
    ['/etc/nginx/proof-ramp/tls.crt', certificate],
    ['/etc/nginx/proof-ramp/tls.key', certificate.replace(/crt$/, 'key')],
    ['/var/log/nginx/access.log', `${home}/access.log`],
    ['listen 80;', `listen 127.0.0.1:${httpPort};`],
    ['listen 443 ssl http2;', `listen 127.0.0.1:${port} ssl http2;`],
    ['server_name pay.example.com;', 'server_name localhost;'],
  ]);
  writeFileSync(path.join(home, 'upstream.conf'), upstream);
  writeFileSync(path.join(home, 'site.conf'), site);
  writeFileSync(path.join(home, 'nginx.conf'), mainConfiguration(home));
  run(scope, program, home);
  return {
    url: `https://localhost:${port}`,
    readLogs: () =>
      ['access.log', 'error.log'].map((name) => readFileSync(path.join(home, name))).join('\n'),
  };
}

function read(name: string): string {
  return readFileSync(path.join(DEPLOYED, name), 'utf8');
}

/** Throws if the text does not contain what is replaced, so that the deployed file is what runs. */
function replaceAll(text: string, replacements: [from: string, to: string][]): string {
  return replacements.reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`${DEPLOYED} no longer contains ${from}.`);
    return changed.replaceAll(from, to);
  }, text);
}

function mainConfiguration(home: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    daemon off;
    worker_processes 2;
    pid ${home}/nginx.pid;
    error_log ${home}/error.log;
    events {}
    http {
      ${temporary.map((name) => `${name}_temp_path ${home}/${name};`).join(' ')}
      include ${home}/site.conf;
    }`;
}

function run(scope: Scope, program: string, home: string): void {
  const nginx = spawn(program, ['-p', home, '-c', `${home}/nginx.conf`], { stdio: 'ignore' });
  const exited = new Promise<void>((resolve) => nginx.on('exit', () => resolve()));
  scope.defer(async () => {
    nginx.kill('SIGTERM');
    const timer = setTimeout(() => nginx.kill('SIGKILL'), KILL_AFTER_MS);
    await exited;
    clearTimeout(timer);
  });
}
