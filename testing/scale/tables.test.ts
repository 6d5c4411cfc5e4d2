import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaults } from './needs';
import { livesTable, needsTable } from './tables';

const text = readFileSync('docs/scale.md', 'utf8');
const loads = [100, 10_000, 1_000_000].map((ordersPerDay) => ({ ...defaults, ordersPerDay }));

test('docs/scale.md has the tables that `npm run schedule` prints', () => {
  expect(text).toContain(livesTable());
  expect(text).toContain(needsTable(loads));
});

test('docs/scale.md has the inputs that `npm run schedule` uses', () => {
  const { lost, ...inputs } = defaults;
  const stated = [...text.matchAll(/^\| `--[a-z-]+` \| ([\d,]+) \|/gm)];
  expect(stated.map(([, number = '']) => Number(number.replace(',', '')))).toEqual(
    Object.values(inputs),
  );
  expect(text).toContain('no webhook arrives');
  expect(lost).toBe(1);
});

test('docs/scale.md says what a month of retention needs', () => {
  const month = needsTable([{ ...defaults, ordersPerDay: 1_000_000, retentionDays: 30 }]);
  const [, size] = /after a year \| (.+) \|/.exec(month) ?? [];
  expect(text).toContain(`With \`RETENTION_DAYS=30\`, a million orders a day need ${size}`);
});
