import { expect, test } from 'vitest';
import { ownPath } from './sign-in-url';

test('a sign-in leads to pages of this app only', () => {
  const link = '/buy?amount=99.5&asset=TRC20:USDT';
  expect(ownPath(link)).toBe(link);
  const forged = [
    ...['https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example'],
    ...['/.//evil.example', '/..//evil.example', '/%2e//evil.example', '/.\\/evil.example'],
  ];
  expect(forged.map(ownPath)).toEqual(forged.map(() => '/'));
  expect(ownPath('javascript:alert(1)')).toBe('/');
});
