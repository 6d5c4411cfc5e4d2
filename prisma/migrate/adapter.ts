import { PrismaPg } from '@prisma/adapter-pg';
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { CatalogClient, restoreCharacterColumns } from './catalog-client';

/** Connects Prisma's schema engine to Postgres, and to shadow databases on the same server. */
export class MigrationAdapterFactory implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres';
  readonly adapterName = 'migration-adapter-pg';
  readonly #databaseUrl: string;
  readonly #opened: SqlDriverAdapter[] = [];

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl;
  }

  async connect(): Promise<SqlDriverAdapter> {
    const adapter = await openAdapter(this.#databaseUrl);
    this.#opened.push(adapter);
    return adapter;
  }

  /** The engine disposes of shadow databases, but leaves its other connections open. */
  async close(): Promise<void> {
    await Promise.all(this.#opened.map((adapter) => adapter.dispose()));
  }

  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const database = `shadow_${crypto.randomUUID()}`;
    await this.#administrate(`CREATE DATABASE "${database}" TEMPLATE template0`);
    const shadowUrl = new URL(this.#databaseUrl);
    shadowUrl.pathname = `/${database}`;
    return openAdapter(shadowUrl.href, () => this.#administrate(`DROP DATABASE "${database}"`));
  }

  async #administrate(sql: string): Promise<void> {
    const client = new pg.Client(this.#databaseUrl);
    await client.connect();
    await client.query(sql).finally(() => client.end());
  }
}

async function openAdapter(
  databaseUrl: string,
  afterClose: () => Promise<void> = async () => {},
): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool({ connectionString: databaseUrl, Client: CatalogClient });
  const adapter = await new PrismaPg(pool).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => restoreCharacterColumns(await queryRaw(query));
  // The adapter's own executeScript splits at every semicolon, which breaks functions and triggers.
  // Without arguments, Postgres accepts a whole script and runs it as one transaction.
  adapter.executeScript = async (script) => {
    await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
  };
  adapter.dispose = async () => {
    await pool.end();
    await afterClose();
  };
  return adapter;
}
