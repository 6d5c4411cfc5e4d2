import { readdirSync, readFileSync } from 'node:fs';
import { interpolate, wcagContrast } from 'culori';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deriveAccent, grounds, type Theme } from './accent';
import { brandDefaults } from './brand';

const themes: readonly Theme[] = ['light', 'dark'];

/** Every contrast that a page relies on, as [what, ratio, minimum]. */
function contrasts(color: string): [string, number, number][] {
  const accent = deriveAccent(color);
  return themes.flatMap((theme) => {
    const { fill, hover, on, ink, edge } = accent[theme];
    const tinted = (ground: string) => interpolate([ground, fill], 'rgb')(0.08);
    const under = grounds[theme].flatMap((ground) => [ground, tinted(ground)]);
    return [
      [`${theme}: text on the fill`, wcagContrast(on, fill), 4.5],
      [`${theme}: text on the fill under the pointer`, wcagContrast(on, hover), 4.5],
      ...under.flatMap((ground): [string, number, number][] => [
        [`${theme}: text in the accent`, wcagContrast(ink, ground), 4.5],
        [`${theme}: outlines`, wcagContrast(edge, ground), 3],
      ]),
    ];
  });
}

const tooLow = (color: string) =>
  contrasts(color).filter(([, ratio, minimum]) => !(ratio >= minimum));

test('text and controls in the accent of lib/brand.ts can be read in light and dark mode', () => {
  expect(tooLow(brandDefaults.accent)).toEqual([]);
});

test.each([
  ...['#ffcc00', 'white', 'black', 'navy', '#777777', 'rgb(255 255 0)', 'hsl(140 100% 45%)'],
  ...['lab(50% 60 40)', 'oklch(0.9 0.3 110)', 'color(display-p3 0 1 0)'],
])('text and controls in %s can be read in light and dark mode', (color) => {
  expect(tooLow(color)).toEqual([]);
});

test('text and controls in any colour can be read in light and dark mode', () => {
  const hexColor = fc
    .integer({ min: 0, max: 0xffffff })
    .map((value) => `#${value.toString(16).padStart(6, '0')}`);
  fc.assert(
    fc.property(hexColor, (color) => {
      expect(tooLow(color)).toEqual([]);
    }),
  );
});

test('text on yellow is black, text on blue is white, and light mode keeps the given colour', () => {
  expect(deriveAccent('#ffcc00').light).toMatchObject({ fill: '#ffcc00', on: '#000000' });
  expect(deriveAccent('#1c65c8').light).toMatchObject({ fill: '#1c65c8', on: '#ffffff' });
});

test.each(['#ff', 'yelow', '', 'var(--x)', 'red; color: blue'])('%s is no colour', (color) => {
  expect(() => deriveAccent(color)).toThrow('must be a CSS colour');
});

test.each(['#ffcc0080', 'rgb(0 0 0 / 0.5)', 'transparent'])('%s is not opaque', (color) => {
  expect(() => deriveAccent(color)).toThrow('must be opaque');
});

test('the grounds are those of app/globals.css', () => {
  const css = readFileSync('app/globals.css', 'utf8');
  for (const [index, name] of ['background', 'surface', 'raised'].entries())
    expect(css).toContain(
      `--color-${name}: light-dark(${grounds.light[index]}, ${grounds.dark[index]});`,
    );
});

test('no component puts text or an outline in the colour of the fill, which can be as light as the ground', () => {
  const files = ['app', 'components'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tsx'))
      .map((file) => `${folder}/${file}`),
  );
  expect(files.length).toBeGreaterThan(50);
  const fillAsInk = /\b(text|border|outline|ring|fill|stroke|decoration)-accent(?!-)\b/;
  expect(files.filter((file) => fillAsInk.test(readFileSync(file, 'utf8')))).toEqual([]);
});
