import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Hono } from 'hono';

const STYLES = [
  'room.css',
  'controls.css',
  'bar.css',
  'panels.css',
  'machine.css',
  'traffic.css',
  'cards.css',
];
const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** What the pages load: nothing comes from another origin. */
export function roomAssets(): Hono {
  const files = new Hono();
  const fonts = join(dirname(createRequire(import.meta.url).resolve('geist/font/mono')), 'fonts');
  const served = [
    ['/room.js', read('room.js'), 'text/javascript; charset=utf-8'],
    ['/morph.js', read('morph.js'), 'text/javascript; charset=utf-8'],
    ['/room.css', STYLES.map(read).join('\n'), 'text/css; charset=utf-8'],
    ['/sans.woff2', readFileSync(join(fonts, 'geist-sans/Geist-Variable.woff2')), 'font/woff2'],
    ['/mono.woff2', readFileSync(join(fonts, 'geist-mono/GeistMono-Variable.woff2')), 'font/woff2'],
  ] as const;
  for (const [path, content, type] of served) {
    const caching = type === 'font/woff2' ? 'max-age=86400' : 'no-cache';
    const headers = { 'content-type': type, 'cache-control': caching };
    const body = typeof content === 'string' ? content : new Uint8Array(content);
    files.get(path, (c) => c.body(body, 200, headers));
  }
  return files;
}
