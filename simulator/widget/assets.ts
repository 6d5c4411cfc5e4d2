import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import type { SimulatorConfig } from '../config';

const STYLES = ['frame.css', 'controls.css', 'steps.css', 'overview.css'];
const JAVASCRIPT = 'text/javascript; charset=utf-8';

function read(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

/** The script that the partner's page loads, and what the frame's own pages load. */
export function widgetAssets(config: SimulatorConfig): Hono {
  const assets = new Hono();
  const loader = read('loader.js');
  const files = [
    ['/widget/frame/boot.js', read('boot.js'), JAVASCRIPT],
    ['/widget/frame/frame.js', read('frame.js'), JAVASCRIPT],
    ['/widget/frame/camera.js', read('camera.js'), JAVASCRIPT],
    ['/widget/frame/frame.css', STYLES.map(read).join('\n'), 'text/css; charset=utf-8'],
  ] as const;

  assets.get('/widget.2.0.js', (c) => {
    const origin = config.publicUrl ?? new URL(c.req.url).origin;
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
