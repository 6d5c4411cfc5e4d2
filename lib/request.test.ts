import { expect, test } from 'vitest';
import { clientIpFrom } from './request';

test('without a trusted proxy, the header is ignored, because any client can forge it', () => {
  expect(clientIpFrom('203.0.113.9', 0)).toBeUndefined();
});

test('behind n proxies, the nth entry from the right is the client, and entries further left are ignored', () => {
  expect(clientIpFrom('6.6.6.6, 203.0.113.9', 1)).toBe('203.0.113.9');
  expect(clientIpFrom('6.6.6.6, 203.0.113.9, 10.0.0.1', 2)).toBe('203.0.113.9');
});

test('a missing or invalid entry returns no address', () => {
  expect(clientIpFrom('203.0.113.9', 2)).toBeUndefined();
  expect(clientIpFrom('unknown', 1)).toBeUndefined();
  expect(clientIpFrom(null, 1)).toBeUndefined();
});
