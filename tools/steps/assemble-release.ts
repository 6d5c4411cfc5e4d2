import { cpSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { release } from './release';

/** What a deployment runs beside the server. */
export const programSources = ['doctor', 'migrate', 'operator', 'worker'].map(
  (name) => `scripts/${name}-process.ts`,
);
/** It loads a WebAssembly file from its own folder, so it is copied as it is. */
const schemaEngine = '@prisma/schema-engine-wasm';
const copied = ['.next/static', 'public', 'prisma/migrations', 'prisma/schema.prisma'];

/** Completes the output of `next build`, so that it runs without the repository and its packages. */
export async function assembleRelease(): Promise<void> {
  // Next.js copies .env files. Their secrets must not be shipped.
  for (const name of readdirSync(release))
    if (name.startsWith('.env')) rmSync(path.join(release, name));
  for (const name of [...copied, `node_modules/${schemaEngine}`])
    cpSync(name, path.join(release, name), { recursive: true });
  await build({
    entryPoints: programSources.map((file) => ({
      in: file,
      out: path.basename(file, '-process.ts'),
    })),
    outdir: release,
    ...{ bundle: true, splitting: true, platform: 'node', target: 'node20.19', format: 'esm' },
    // `server-only` throws without it.
    conditions: ['react-server'],
    external: [schemaEngine],
    banner: { js: banner },
    logLevel: 'warning',
  });
}

/**
 * Like Next.js's server, a program works in its own folder. Bundled CommonJS packages call require()
 * for what Node.js includes.
 */
const banner = `process.chdir(import.meta.dirname);
const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);`;
