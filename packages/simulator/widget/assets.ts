import { readFileSync } from 'node:fs';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { closeConnection, type NodeEnv, waitForClient } from '../api/override-response';
import type { Simulator } from '../simulator';

const STYLES = ['frame.css', 'controls.css', 'steps.css'];
const JAVASCRIPT = 'text/javascript; charset=utf-8';

function readText(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

function injectScriptFaults({ injectedFaults }: Simulator): MiddlewareHandler<NodeEnv> {
  return async (c: Context<NodeEnv>, next) => {
    const slow = injectedFaults.take('widget_script_slow');
    if (slow) await waitForClient(c, slow.delayMs);
    if (injectedFaults.take('widget_script_blocked')) return closeConnection(c);
    if (injectedFaults.take('widget_script_missing')) return c.notFound();
    return next();
  };
}

/** The script that the partner's page loads, and the assets of the frame's pages. */
export function widgetAssets(simulator: Simulator): Hono<NodeEnv> {
  const assets = new Hono<NodeEnv>();
  const loader = readText('loader.js');
  const files = [
    ['/widget/frame/boot.js', readText('boot.js'), JAVASCRIPT],
    ['/widget/frame/frame.js', readText('frame.js'), JAVASCRIPT],
    ['/widget/frame/camera.js', readText('camera.js'), JAVASCRIPT],
    ['/widget/frame/frame.css', STYLES.map(readText).join('\n'), 'text/css; charset=utf-8'],
  ] as const;

  assets.get('/widget.2.0.js', injectScriptFaults(simulator), (c) => {
    const origin = simulator.config.publicUrl ?? new URL(c.req.url).origin;
    const text = loader.replace("'FALLBACK_ORIGIN'", JSON.stringify(origin));
    return c.body(text, 200, {
      'content-type': JAVASCRIPT,
      'cache-control': 'no-cache',
      'cross-origin-resource-policy': 'cross-origin',
    });
  });
  for (const [path, text, type] of files) {
    const headers = { 'content-type': type, 'cache-control': 'no-cache' };
    assets.get(path, (c) => c.body(text, 200, headers));
  }
  return assets;
}
