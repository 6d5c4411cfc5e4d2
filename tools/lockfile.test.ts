import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

const entrySchema = z.object({
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  link: z.boolean().default(false),
  inBundle: z.boolean().default(false),
  hasInstallScript: z.boolean().default(false),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});
const lockfileSchema = z.object({ packages: z.record(z.string(), entrySchema) });

const { packages } = lockfileSchema.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
const downloaded = Object.entries(packages).filter(
  ([path, { link }]) => path.includes('node_modules/') && !link,
);

test('every package has a checksum, or the package that bundles it has one', () => {
  expect(downloaded.length).toBeGreaterThan(100);
  const without = downloaded.filter(([, { integrity, inBundle }]) => !integrity && !inBundle);
  expect(without.map(([path]) => path)).toEqual([]);
});

test('no package may run an install script, and each that has one is listed', () => {
  const { allowScripts } = z
    .object({ allowScripts: z.record(z.string(), z.boolean()) })
    .parse(JSON.parse(readFileSync('package.json', 'utf8')));
  const withScripts = downloaded
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(Object.keys(allowScripts).sort()).toEqual(withScripts.sort());
  expect(Object.entries(allowScripts).filter(([, allowed]) => allowed)).toEqual([]);
});

test('the lockfile contains no registry URLs, so that each machine can use its own', () => {
  expect(downloaded.filter(([, { resolved }]) => resolved).map(([path]) => path)).toEqual([]);
});

test('the packages of every platform are listed, including those that npm could not fetch here', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !resolves(path, name))
      .map((name) => `${path} needs ${name}`),
  );
  expect(missing).toEqual([]);
});

/** Whether Node.js finds the package: next to the one that needs it, or further up. */
function resolves(path: string, name: string): boolean {
  if (`${path && `${path}/`}node_modules/${name}` in packages) return true;
  const parent = path.lastIndexOf('/node_modules/');
  if (parent >= 0) return resolves(path.slice(0, parent), name);
  return path !== '' && resolves('', name);
}
