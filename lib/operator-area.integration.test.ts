import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { withPartnerApp } from '../testing/partner-app';
import { sessionCookie } from '../testing/session-cookie';
import { env } from './env';

/** next/headers only works during a request of Next.js. */
const headers = new Headers();
vi.mock('next/headers', () => ({ headers: async () => headers }));

const app = withPartnerApp();

/** The console's own modules of this kind: what its pages and components import. */
function modulesOfTheConsole(kind: 'actions' | 'loaders'): string[] {
  const sources = ['app/(operator)', 'components/ops'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => readFileSync(path.join(folder, file), 'utf8')),
  );
  const imports = sources.flatMap((source) => [
    ...source.matchAll(new RegExp(`'@/(lib/.+/${kind})'`, 'g')),
  ]);
  // The frame is the one thing that the console shares with the customers' pages.
  const names = imports.flatMap(([, name]) => name ?? []).filter((name) => name !== FRAME);
  return [...new Set(names)];
}

const FRAME = 'lib/users/loaders';

type AnyFunction = (input: object) => unknown;

async function exportsOf(module: string): Promise<{ name: string; call: AnyFunction }[]> {
  const loaded: Record<string, unknown> = await import(path.resolve(`${module}.ts`));
  return Object.entries(loaded).flatMap(([name, value]) =>
    typeof value === 'function'
      ? [{ name: `${module} ${name}`, call: (input) => value(input) }]
      : [],
  );
}

async function callAsCustomer(call: AnyFunction): Promise<unknown> {
  const customer = await app.addCustomer();
  const { name, value } = await sessionCookie(customer.id, env().AUTH_SECRET[0] ?? '');
  headers.set('cookie', `${name}=${value}`);
  try {
    return await call({});
  } catch (error) {
    return error;
  }
}

test.each(['loaders', 'actions'] as const)(
  'to a customer, none of the %s of the console exist',
  async (kind) => {
    const functions = (await Promise.all(modulesOfTheConsole(kind).map(exportsOf))).flat();
    if (kind === 'loaders') expect(functions.length).toBeGreaterThan(3);
    for (const { name, call } of functions)
      expect([name, await callAsCustomer(call)]).toMatchObject([
        name,
        { digest: 'NEXT_HTTP_ERROR_FALLBACK;404' },
      ]);
  },
);
