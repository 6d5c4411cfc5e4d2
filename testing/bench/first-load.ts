import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import getPort from 'get-port';
import { db } from '../../lib/db';
import { awaitHealthy } from '../../tools/process/await-healthy';
import type { Scope } from '../../tools/process/scope';
import { startSimulator } from '../../tools/simulator/start';
import { runStep } from '../../tools/steps/run-step';
import { startApp } from '../../tools/steps/start-app';
import { sessionCookie } from '../session-cookie';

const USER_ID = 'user-who-opens-pages';
const NEXT = 'node_modules/next/dist/bin/next';
const BARE_APP = '.data/bench/bare-app';

const bareApp = {
  'next.config.mjs': `export default { turbopack: { root: ${JSON.stringify(path.resolve())} } };`,
  'app/layout.jsx':
    'export default ({ children }) => <html lang="en"><body>{children}</body></html>;',
  'app/page.jsx': 'export default () => <p>A bare page</p>;',
};

/** Gzipped bytes of the scripts that a page loads first: of two pages of the app and a bare one. */
export async function compareFirstLoad(scope: Scope, env: NodeJS.ProcessEnv) {
  const bareUrl = await startBareApp(scope, env);
  // What the background jobs do makes no difference here.
  const settings = { ...env, RECONCILER: 'off' };
  await startSimulator(scope, settings, 'log');
  await startApp(scope, settings, 'log');
  await db().user.create({ data: { id: USER_ID, email: 'pages@example.com' } });
  const { name, value } = await sessionCookie(USER_ID, String(env.AUTH_SECRET));
  const headers = { cookie: `${name}=${value}` };
  return {
    bare: await firstLoadBytes(bareUrl),
    buy: await firstLoadBytes(`${env.AUTH_URL}/buy`, headers),
    history: await firstLoadBytes(`${env.AUTH_URL}/transactions`, headers),
  };
}

/** Builds and serves an app of a single page, with the packages of this repository. */
async function startBareApp(scope: Scope, env: NodeJS.ProcessEnv): Promise<string> {
  mkdirSync(`${BARE_APP}/app`, { recursive: true });
  for (const [file, text] of Object.entries(bareApp)) writeFileSync(`${BARE_APP}/${file}`, text);
  const production = { ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const;
  const build = [NEXT, 'build', BARE_APP];
  await runStep(scope, { name: 'bare-app-build', args: build, env: production });
  const port = String(await getPort());
  const start = [NEXT, 'start', BARE_APP, '--port', port, '--hostname', '127.0.0.1'];
  const child = scope.start({ name: 'bare-app', args: start, env: production, output: 'log' });
  const url = `http://127.0.0.1:${port}/`;
  await awaitHealthy(child, url);
  return url;
}

async function firstLoadBytes(url: string, headers: Record<string, string> = {}): Promise<number> {
  const page = await fetch(url, { headers, redirect: 'error' });
  const tags = (await page.text()).match(/<script\b[^>]*>/gi) ?? [];
  const sources = tags
    .filter((tag) => !/\snomodule\b/i.test(tag))
    .flatMap((tag) => /\ssrc="([^"]+)"/.exec(tag)?.[1] ?? []);
  if (!page.ok || sources.length === 0)
    throw new Error(`${url} returned ${page.status} and ${sources.length} scripts.`);
  const sizes = [...new Set(sources)].map(async (source) => {
    const script = await fetch(new URL(source, url));
    if (!script.ok) throw new Error(`${script.url} returned ${script.status}.`);
    return gzipSync(await script.arrayBuffer()).length;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
