import { readFileSync } from 'node:fs';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { hangUp, type NodeEnv, waitForClient } from '../transport/take-fault';
import type { World } from '../world';

const STYLES = ['frame.css', 'controls.css', 'steps.css'];
const JAVASCRIPT = 'text/javascript; charset=utf-8';

function read(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

/** What can go wrong with the script that the partner's page loads. */
function scriptFaults({ board }: World): MiddlewareHandler<NodeEnv> {
  return async (c: Context<NodeEnv>, next) => {
    const slow = board.take('widget_script_slow');
    if (slow) await waitForClient(c, slow.delayMs);
    if (board.take('widget_script_blocked')) return hangUp(c);
    if (board.take('widget_script_missing')) return c.notFound();
    return next();
  };
}

/** The script that the partner's page loads, and what the frame's own pages load. */
export function widgetAssets(world: World): Hono<NodeEnv> {
  const assets = new Hono<NodeEnv>();
  const loader = read('loader.js');
  const files = [
    ['/widget/frame/boot.js', read('boot.js'), JAVASCRIPT],
    ['/widget/frame/frame.js', read('frame.js'), JAVASCRIPT],
    ['/widget/frame/camera.js', read('camera.js'), JAVASCRIPT],
    ['/widget/frame/frame.css', STYLES.map(read).join('\n'), 'text/css; charset=utf-8'],
  ] as const;

  assets.get('/widget.2.0.js', scriptFaults(world), (c) => {
    const origin = world.config.publicUrl ?? new URL(c.req.url).origin;
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
