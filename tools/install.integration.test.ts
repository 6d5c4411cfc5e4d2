import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

/** The versions that Node.js 20, 22 and 24 ship with. */
const npmVersions = ['10.8.2', '10.9.9', '11.6.2'];
const INSTALL_MS = 120_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'install-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const manifestSchema = z.looseObject({
  dependencies: z.record(z.string(), z.string()),
  scripts: z.record(z.string(), z.string()),
});
const entrySchema = z.looseObject({
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});
const lockfileSchema = z.looseObject({ packages: z.record(z.string(), entrySchema) });

/** The real entry of every command, with only the packages it needs. */
function smallCopy(name: string): string {
  const copy = path.join(folder, name);
  for (const file of ['scripts/bootstrap.cjs', 'tools/install.cjs', '.npmrc'])
    cpSync(file, path.join(copy, file));
  writeFileSync(path.join(copy, 'scripts/generate.ts'), "console.log('it ran' satisfies string);");
  writePackages(copy, { 'server-only': '0.0.1' });
  return copy;
}

function writePackages(copy: string, devDependencies: Record<string, string>): void {
  const { tsx = '' } = manifestSchema.parse(readJson('package.json')).dependencies;
  const { packages } = lockfileSchema.parse(readJson('package-lock.json'));
  const needed = Object.entries(packages).filter(([at]) => neededBy(packages, 'tsx').has(at));
  const dev = Object.keys(devDependencies).map((name) => `node_modules/${name}`);
  const root = { name: 'copy', type: 'module', dependencies: { tsx }, devDependencies };
  const { scripts } = manifestSchema.parse(readJson('package.json'));
  writeJson(copy, 'package.json', { ...root, scripts });
  writeJson(copy, 'package-lock.json', {
    ...{ name: 'copy', lockfileVersion: 3, requires: true },
    packages: {
      '': root,
      ...Object.fromEntries(needed),
      ...Object.fromEntries(dev.map((at) => [at, { ...packages[at], dev: true }])),
      // npm does not install packages that nothing depends on, but keeps them in the lockfile.
      'node_modules/geist': packages['node_modules/geist'],
    },
  });
}

function neededBy(packages: Record<string, z.infer<typeof entrySchema>>, name: string) {
  const found = new Set<string>();
  const visit = (at: string) => {
    const entry = packages[at];
    if (!entry || found.has(at)) return;
    found.add(at);
    for (const next of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }))
      visit(`node_modules/${next}`);
  };
  visit(`node_modules/${name}`);
  return found;
}

function npm(version: string): string {
  const home = path.resolve('.cache', `npm-${version}`);
  const program = path.join(home, 'node_modules/npm/bin/npm-cli.js');
  if (!existsSync(program)) {
    const options = ['--no-save', '--no-package-lock', '--prefer-offline'];
    spawnSync('npm', ['install', '--prefix', home, ...options, `npm@${version}`]);
  }
  return program;
}

function run(copy: string, program: string, ...args: string[]) {
  const env = { ...process.env, npm_config_prefer_offline: 'true', npm_execpath: undefined };
  const options = { cwd: copy, env, encoding: 'utf8' } as const;
  return spawnSync(process.execPath, [program, ...args], options);
}

test.each(npmVersions)(
  'with npm %s, the first start installs, and later ones do not until the lockfile changes',
  (version) => {
    const copy = smallCopy(version);
    const marker = path.join(copy, 'node_modules/kept-by-a-start-that-installs-nothing');
    const first = run(copy, npm(version), 'run', 'generate');
    expect(first.stdout + first.stderr).toMatch(/Installing packages.*it ran/s);

    writeFileSync(marker, '');
    const second = run(copy, npm(version), 'run', 'generate');
    expect(second.stdout).toContain('it ran');
    expect(second.stdout).not.toContain('Installing');
    expect(existsSync(marker)).toBe(true);

    writePackages(copy, {});
    expect(run(copy, npm(version), 'run', 'generate').stdout).toContain('Installing');
  },
  INSTALL_MS,
);

test(
  'packages that were removed by hand are installed again',
  () => {
    const copy = smallCopy('by-hand');
    const program = npm('11.6.2');
    run(copy, program, 'run', 'generate');
    run(copy, program, 'prune', '--omit=dev', '--ignore-scripts');
    expect(run(copy, program, 'run', 'generate').stdout).toContain('Installing');
  },
  INSTALL_MS,
);

test('a production command installs nothing and says what is missing', () => {
  const copy = smallCopy('production');
  const { status, stderr } = run(copy, npm('11.6.2'), 'start');
  expect(status).toBe(1);
  expect(stderr).toContain('tsx is missing. This command installs nothing');
  expect(existsSync(path.join(copy, 'node_modules'))).toBe(false);
});

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function writeJson(copy: string, file: string, content: object): void {
  mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
  writeFileSync(path.join(copy, file), JSON.stringify(content, null, 2));
}
