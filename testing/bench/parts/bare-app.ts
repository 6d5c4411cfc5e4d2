import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import getPort from 'get-port';
import { awaitHealthy } from '../../../tools/process/await-healthy';
import type { Scope } from '../../../tools/process/scope';
import { runStep } from '../../../tools/steps/run-step';
import type { Settings } from '../../demo-environment';

const NEXT = 'node_modules/next/dist/bin/next';
const FOLDER = '.data/bench/bare-app';

/** Next.js would take files that this app lacks from the folders above it, ours. */
const files = {
  'next.config.mjs': `export default { turbopack: { root: ${JSON.stringify(path.resolve())} } };`,
  'instrumentation.js': 'export function register() {}',
  'proxy.js': "export function proxy() {}\nexport const config = { matcher: '/nothing' };",
  'app/layout.jsx':
    'export default ({ children }) => <html lang="en"><body>{children}</body></html>;',
  'app/page.jsx': 'export default () => <p>A bare page</p>;',
  // A stream begins with a heartbeat. What is posted is sent to the first `streams` of them.
  'app/stream/route.js': `
    export const dynamic = 'force-dynamic';
    const encoder = new TextEncoder();
    const heartbeat = encoder.encode('event: heartbeat\\ndata: {}\\n\\n');
    const headers = { 'content-type': 'text/event-stream' };
    const open = new Set();
    export function GET() {
      let stream;
      const start = (controller) => {
        stream = controller;
        open.add(stream);
        stream.enqueue(heartbeat);
      };
      const cancel = () => open.delete(stream);
      return new Response(new ReadableStream({ start, cancel }), { headers });
    }
    export async function POST(request) {
      const chunk = encoder.encode('event: delta\\ndata: ' + (await request.text()) + '\\n\\n');
      const streams = Number(new URL(request.url).searchParams.get('streams'));
      for (const controller of [...open].slice(0, streams)) controller.enqueue(chunk);
      return new Response();
    }`,
};

/** Builds and serves an app of a page and a stream, with the packages of this repository. */
export async function startBareApp(scope: Scope, settings: Settings = {}): Promise<string> {
  mkdirSync(`${FOLDER}/app/stream`, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(`${FOLDER}/${file}`, text);
  const env = {
    ...process.env,
    ...({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const),
  };
  await runStep(scope, { name: 'bare-app-build', args: [NEXT, 'build', FOLDER], env });
  const port = String(await getPort());
  const args = [NEXT, 'start', FOLDER, '--port', port, '--hostname', '127.0.0.1'];
  const child = scope.start({
    name: 'bare-app',
    args,
    env: { ...env, ...settings },
    output: 'log',
  });
  const url = `http://127.0.0.1:${port}/`;
  await awaitHealthy(child, url);
  return url;
}
