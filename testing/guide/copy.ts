import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
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

  /** Copies what git would commit now into the folder `name` in .cache, and replaces what is there. */
  static async create(name: string, env: Record<string, string> = {}): Promise<Copy> {
    const folder = path.resolve('.cache', name);
    const copy = new Copy(folder, {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      ...env,
    });
    // The copy's embedded PostgreSQL stays, so that a run doesn't leave one behind.
    for (const entry of existsSync(folder) ? readdirSync(folder) : [])
      if (entry !== '.data') rmSync(path.join(folder, entry), { recursive: true });
    const listed = await runToEnd('git', ['ls-files', '-coz', '--exclude-standard']);
    if (listed.code !== 0) throw new CommandError(`git can't list the files:\n${listed.output}`);
    for (const file of listed.output.split('\0').filter((file) => file && existsSync(file)))
      cpSync(file, path.join(folder, file));
    linkPackages('node_modules', path.join(folder, 'node_modules'));
    // Without its own repository, tools would skip the copy as a folder that git ignores.
    await copy.run('git init --quiet');
    return copy;
  }

  async apply(blocks: Block[]): Promise<void> {
    for (const block of blocks) {
      if (block.kind === 'diff') this.edit(block.file, (source) => applyDiff(block, source));
      else await this.run(block.text);
    }
  }

  private edit(file: string, change: (source: string) => string): void {
    const target = path.join(this.folder, file);
    writeFileSync(target, change(readFileSync(target, 'utf8')));
  }

  /** Throws if one of the commands fails. */
  async run(commands: string): Promise<void> {
    const { code, output } = await this.try(commands);
    if (code !== 0)
      throw new CommandError(`${commands}\nfailed. It last said:\n${lastLines(output)}`);
  }

  /** Counts how many of the commands fail. */
  async check(commands: string[]): Promise<Outcome> {
    // A block may have changed the lockfile, and installing again takes too long.
    recordInstall(this.folder);
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
 * Turbopack refuses symbolic links that leave the project, so the files are hard links. Dotfiles are
 * copied, because they record what is installed and are rewritten in place.
 */
function linkPackages(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkPackages(source, target);
    // Node.js 24 doesn't copy a link to a folder.
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (entry.name.startsWith('.')) cpSync(source, target);
    else linkSync(source, target);
  }
}
