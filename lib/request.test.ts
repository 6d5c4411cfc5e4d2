import { expect, test } from 'vitest';
import { clientIpFrom } from './request';

test('without a trusted proxy no address is taken from a header that anybody can write', () => {
  expect(clientIpFrom('203.0.113.9', 0)).toBeUndefined();
});

test('behind n proxies the n-th entry from the right is the client, whatever stands left of it', () => {
  expect(clientIpFrom('6.6.6.6, 203.0.113.9', 1)).toBe('203.0.113.9');
  expect(clientIpFrom('6.6.6.6, 203.0.113.9, 10.0.0.1', 2)).toBe('203.0.113.9');
});

test('a missing entry or one that is no address gives none', () => {
  expect(clientIpFrom('203.0.113.9', 2)).toBeUndefined();
  expect(clientIpFrom('unknown', 1)).toBeUndefined();
  expect(clientIpFrom(null, 1)).toBeUndefined();
});
