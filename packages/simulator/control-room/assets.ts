import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Hono } from 'hono';

const STYLES = [
  'base.css',
  'controls.css',
  'command-line.css',
  'header.css',
  'panels.css',
  'state-machine.css',
  'traffic.css',
  'cards.css',
  'finder.css',
  'embed.css',
];
const { resolve } = createRequire(import.meta.url);
const readFont = (name: string) =>
  readFileSync(resolve(`@fontsource-variable/${name}/files/${name}-latin-wght-normal.woff2`));
const readText = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** Everything that the pages load is served here; nothing comes from another origin. */
export function roomAssets(): Hono {
  const assets = new Hono();
  const files = [
    ['/room.js', readText('room.js'), 'text/javascript; charset=utf-8'],
    ['/command.js', readText('command.js'), 'text/javascript; charset=utf-8'],
    ['/morph.js', readText('morph.js'), 'text/javascript; charset=utf-8'],
    ['/room.css', STYLES.map(readText).join('\n'), 'text/css; charset=utf-8'],
    ['/sans.woff2', readFont('geist'), 'font/woff2'],
    ['/mono.woff2', readFont('geist-mono'), 'font/woff2'],
  ] as const;
  for (const [path, content, type] of files) {
    const cacheControl = type === 'font/woff2' ? 'max-age=86400' : 'no-cache';
    const headers = { 'content-type': type, 'cache-control': cacheControl };
    const body = typeof content === 'string' ? content : new Uint8Array(content);
    assets.get(path, (c) => c.body(body, 200, headers));
  }
  return assets;
}
