import { existsSync } from 'node:fs';
import path from 'node:path';
import { CommandError } from '../process/command-error';
import { lastLines, runToEnd } from '../process/run-to-end';

/** Installs a Node.js version, such as 24, from npm into .cache. In `env`, `node` runs it. */
export async function installNode(
  version: string,
): Promise<{ node: string; env: NodeJS.ProcessEnv }> {
  if (!/^\d+(\.\d+){0,2}$/.test(version))
    throw new CommandError('--node needs a Node.js version, as in --node 24.');
  const folder = path.resolve('.cache', `node-${version}`);
  const name = packageName();
  const bin = path.join(folder, 'node_modules', name, 'bin');
  const node = path.join(bin, process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(node)) {
    const options = ['--no-save', '--no-package-lock', '--ignore-scripts', '--prefer-offline'];
    const args = ['install', '--prefix', folder, ...options, `${name}@${version}`];
    const { code, output } = await runToEnd('npm', args);
    if (code !== 0)
      throw new CommandError(`Node.js ${version} could not be installed:\n${lastLines(output)}`);
  }
  const PATH = `${bin}${path.delimiter}${process.env.PATH}`;
  return { node, env: { ...process.env, PATH } };
}

/** The npm package with the Node.js binary for this platform. */
function packageName(): string {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = system === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${system}-${process.arch}`;
}
