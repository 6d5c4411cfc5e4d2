import { readFileSync } from 'node:fs';
import { z } from 'zod';

const entrySchema = z.object({
  version: z.string().optional(),
  license: z.string().optional(),
  link: z.boolean().default(false),
  dev: z.boolean().default(false),
  devOptional: z.boolean().default(false),
});
const lockfileSchema = z.object({ packages: z.record(z.string(), entrySchema) });

/** Packages whose package.json names no licence. This is what their LICENSE file says. */
const fromLicenceFiles: Record<string, string> = { 'seq-queue': 'MIT' };

export type LicensedPackage = { name: string; licence: string; forDevelopment: boolean };

/** Every package of the lockfile, for all platforms. */
export function readLicences(): LicensedPackage[] {
  const { packages } = lockfileSchema.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  return Object.entries(packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && !link)
    .map(([path, { version, license, dev, devOptional }]) => {
      const name = path.replace(/^.*node_modules\//, '');
      const licence = license ?? fromLicenceFiles[name] ?? 'unknown';
      return { name: `${name} ${version}`, licence, forDevelopment: dev || devOptional };
    });
}

/** The content of docs/licences.md. */
export function formatLicences(packages: LicensedPackage[]): string {
  const table = (rows: LicensedPackage[]) => {
    const licences = [...new Set(rows.map(({ licence }) => licence))].sort();
    return licences.map((licence) => {
      const names = rows.filter((row) => row.licence === licence).map(({ name }) => name);
      return `| ${licence} | ${[...new Set(names)].sort().join(', ')} |`;
    });
  };
  const header = ['', '| licence | packages |', '| --- | --- |'];
  return [
    '# Licences of the dependencies',
    '',
    'Written by `npm run licences` from `package-lock.json`, for all platforms. `npm test` checks that it is up to date, and that each licence of a production dependency is one of the list in `tools/licences.test.ts`.',
    '',
    '## In production',
    '',
    'A [release](decisions/0030-a-release-is-one-folder.md) contains parts of these. It does not contain `sharp` and `@img/*`, which are under the LGPL.',
    ...header,
    ...table(packages.filter(({ forDevelopment }) => !forDevelopment)),
    '',
    '## For development',
    ...header,
    ...table(packages.filter(({ forDevelopment }) => forDevelopment)),
    '',
  ].join('\n');
}
