import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { recordInstall } from '../../tools/install.cjs';
import { CommandError } from '../../tools/process/command-error';
import { lastLines, type RunResult, runToEnd } from '../../tools/process/run-to-end';
import type { Outcome } from '../../tools/suites/suite';
import { applyDiff, type Block } from './page';

/** A copy of the repository in which blocks of the page are applied. */
export class Copy {
  private constructor(
    readonly folder: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Copies what git would commit now. `name` is a folder in .cache; what it had before is lost. */
  static async create(name: string, env: Record<string, string> = {}): Promise<Copy> {
    const folder = path.resolve('.cache', name);
    const copy = new Copy(folder, {
      ...process.env,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      ...env,
    });
    // The embedded PostgreSQL keeps its place there, so that each run finds the one before.
    for (const entry of existsSync(folder) ? readdirSync(folder) : [])
      if (entry !== '.data') rmSync(path.join(folder, entry), { recursive: true });
    const listed = await runToEnd('git', [
      'ls-files',
      '-z',
      '--cached',
      '--others',
      '--exclude-standard',
    ]);
    if (listed.code !== 0) throw new CommandError(`git can't list the files:\n${listed.output}`);
    for (const file of listed.output.split('\0').filter((file) => file && existsSync(file)))
      cpSync(file, path.join(folder, file));
    linkPackages('node_modules', path.join(folder, 'node_modules'));
    // Without a repository of its own, tools would take the copy for a part of this one that git ignores.
    await copy.run('git init --quiet');
    return copy;
  }

  async apply(blocks: Block[]): Promise<void> {
    for (const block of blocks) {
      if (block.kind === 'diff') this.edit(block.file, (source) => applyDiff(block, source));
      else await this.run(block.text);
    }
  }

  edit(file: string, change: (source: string) => string): void {
    const target = path.join(this.folder, file);
    writeFileSync(target, change(readFileSync(target, 'utf8')));
  }

  /** Lets the copy's commands use the packages it has, although its lockfile has changed. */
  keepPackages(): void {
    recordInstall(this.folder);
  }

  /** Runs shell commands, each of which has to succeed. */
  async run(commands: string): Promise<void> {
    const { code, output } = await this.try(commands);
    if (code !== 0)
      throw new CommandError(`${commands}\nfailed. It last said:\n${lastLines(output)}`);
  }

  /** Runs commands that check the copy. Each one that fails counts. */
  async check(commands: string[]): Promise<Outcome> {
    const failures: string[] = [];
    for (const command of commands) {
      const { code, output } = await this.try(command);
      if (code !== 0) failures.push(`${command} fails in ${this.folder}:\n${output}`);
    }
    const failed = failures.length;
    return { passed: commands.length - failed, failed, output: failures.join('\n') };
  }

  private try(commands: string): Promise<RunResult> {
    return runToEnd('sh', ['-ec', commands], { cwd: this.folder, env: this.env });
  }
}

/**
 * Hard links take seconds and no space, and Turbopack refuses symbolic links that leave the project.
 * npm's and our own records of what is installed get rewritten in place, so these are copied.
 */
function linkPackages(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkPackages(source, target);
    else if (entry.isSymbolicLink() || entry.name.startsWith('.'))
      cpSync(source, target, { verbatimSymlinks: true });
    else linkSync(source, target);
  }
}
