import { expect, test } from 'vitest';
import { ALL_CHECKS } from './all';

test('every check has an id of its own, and says what it does and rests on', () => {
  expect(new Set(ALL_CHECKS.map(({ id }) => id)).size).toBe(ALL_CHECKS.length);
  expect(ALL_CHECKS.length).toBeGreaterThanOrEqual(30);
  for (const { id, title, section, explanation } of ALL_CHECKS) {
    expect(id).toMatch(/^[a-z]+\.[a-z0-9-]+$/);
    expect(Math.min(title.length, section.length, explanation.length)).toBeGreaterThan(5);
  }
});
