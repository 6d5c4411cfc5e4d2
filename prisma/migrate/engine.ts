import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { MigrationAdapterFactory } from './adapter';
import { readSchema } from './history';

const { resolve } = createRequire(import.meta.url);
let loaded = false;

/** Prisma's engine as WebAssembly: many networks block the host of the native one. */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  work: (engine: bindings.SchemaEngine) => Promise<T>,
): Promise<T> {
  loadOnce();
  const connections = new MigrationAdapterFactory(databaseUrl);
  try {
    const engine = await bindings.SchemaEngine.new(
      { datamodels: [['schema.prisma', readSchema()]] },
      () => {},
      bindMigrationAwareSqlAdapterFactory(connections),
    );
    return await work(engine);
  } finally {
    await connections.close();
  }
}

function loadOnce(): void {
  if (loaded) return;
  const bindingsFile = resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = new WebAssembly.Module(readFileSync(bindingsFile.replace(/\.js$/, '.wasm')));
  const { exports } = new WebAssembly.Instance(wasm, { './schema_engine_bg.js': { ...bindings } });
  bindings.__wbg_set_wasm(exports);
  if (typeof exports.__wbindgen_start === 'function') exports.__wbindgen_start();
  loaded = true;
}
